import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { config } from '@/lib/config'
import { SecretSchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { openInvitation } from '@/lib/db/people/invitations'
import { AcceptForm } from './accept-form'
import '../../_ui/account/people.css'
import { paths } from '@/lib/contract/paths'

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
      <main id="main" className="entry">
        <h1>This invitation is no longer valid</h1>
        <p className="sec">
          It was used or withdrawn, or it has expired. Ask the person who sent it for a new one.
        </p>
        <p>
          <Link className="btn" href={paths.signIn()}>
            Sign in
          </Link>
        </p>
      </main>
    )
  return (
    <main id="main" className="entry">
      <h1>You are invited</h1>
      <p className="sec">
        As {offer.role} you can {MAY[offer.role]}.
      </p>
      <AcceptForm token={token} email={offer.email} />
    </main>
  )
}
