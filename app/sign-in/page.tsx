import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { config } from '@/lib/config'
import { safeNext } from '@/lib/http/next-path'
import { SignInForm } from './sign-in-form'
import '../_ui/account/people.css'

export const metadata: Metadata = { title: 'Sign in' }
export const dynamic = 'force-dynamic'

/** The first page for everybody on a server with accounts. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (config().auth === 'local') notFound()
  const { next } = await searchParams
  const target = safeNext(Array.isArray(next) ? next[0] : next)
  if (await currentPerson()) redirect(target)
  return (
    <main id="main" className="entry">
      <h1>Sign in</h1>
      <p className="sec">Accounts are made by invitation. Ask the person who runs this server.</p>
      <SignInForm next={target} />
    </main>
  )
}
