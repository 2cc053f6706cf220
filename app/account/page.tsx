import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { listTokens } from '@/lib/db/people/tokens'
import { NameForm } from './name-form'
import { PasswordForm } from './password-form'
import { Tokens } from './tokens'
import '../_ui/account/people.css'

export const metadata: Metadata = { title: 'Account' }
export const dynamic = 'force-dynamic'

/** The account of the signed-in person: name, password, API tokens. */
export default async function AccountPage() {
  const person = await currentPerson()
  if (!person) notFound()
  return (
    <>
      <main id="main" className="people">
        <header className="top">
          <h1>Account</h1>
          <span className="sec">
            {person.email}, {person.role}
          </span>
        </header>
        <section aria-labelledby="name">
          <h2 id="name">Name</h2>
          <p className="sec">
            What you write is signed with your name. What you wrote before keeps the name that you had then,
            and nobody else can use that name.
          </p>
          <NameForm name={person.name} />
        </section>
        <section aria-labelledby="password">
          <h2 id="password">Password</h2>
          <p className="sec">If you change the password, you are signed out everywhere else.</p>
          <PasswordForm email={person.email} />
        </section>
        <section aria-labelledby="tokens">
          <h2 id="tokens">API tokens</h2>
          <p className="sec">
            With a token, a program can use the API as you. The program sends{' '}
            <code>Authorization: Bearer …</code> with every request. A token may do at most what you may, and
            it can never change accounts.
          </p>
          <Tokens initial={await listTokens(await database(), person.id)} role={person.role} />
        </section>
      </main>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
