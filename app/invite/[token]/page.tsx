import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { EntryPage } from '@/app/_ui/account/entry-page'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { config } from '@/lib/config'
import { paths } from '@/lib/contract/paths'
import { SecretSchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { openInvitation } from '@/lib/db/people/invitations'
import { AcceptForm } from './accept-form'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

const MAY = {
  reader: 'read everything that is published here',
  annotator: 'read everything here, score, label and comment',
  admin: 'read and score everything here, and run studies and accounts',
} as const

/** Accepts an invitation: the person chooses a name and a password. */
export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  if (config().auth === 'local') notFound()
  const { token } = await params
  const offer = SecretSchema.safeParse(token).success
    ? await openInvitation(await database(), token)
    : undefined
  if (!offer)
    return (
      <EntryPage
        title="This invitation is no longer valid"
        says="It was used or withdrawn, or it has expired. Ask the person who sent it for a new one."
      >
        <Link className={buttonStyles()} href={paths.signIn()}>
          Sign in
        </Link>
      </EntryPage>
    )
  return (
    <EntryPage title="You are invited" says={`As ${offer.role} you can ${MAY[offer.role]}.`}>
      <AcceptForm token={token} email={offer.email} />
    </EntryPage>
  )
}
