import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { EntryPage } from '@/app/_ui/account/entry-page'
import { config } from '@/lib/config'
import { safeNext } from '@/lib/http/next-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }
export const dynamic = 'force-dynamic'

/** The first page for everybody on a server with accounts. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (config().auth === 'local') notFound()
  const { next } = await searchParams
  const target = safeNext(Array.isArray(next) ? next[0] : next)
  if (await currentPerson()) redirect(target)
  return (
    <EntryPage
      title="Sign in"
      says="Accounts are made by invitation. Ask the person who runs this server for one."
    >
      <SignInForm next={target} />
    </EntryPage>
  )
}
