import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { Section, SectionPage } from '@/app/_ui/account/section-page'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { KeyHints } from '@/app/_ui/key-hints'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { listTokens } from '@/lib/db/people/tokens'
import { NameForm } from './name-form'
import { PasswordForm } from './password-form'
import { Tokens } from './tokens'

export const metadata: Metadata = { title: 'Account' }
export const dynamic = 'force-dynamic'

/** The account of the signed-in person: name, password, API tokens. */
export default async function AccountPage() {
  const person = await currentPerson()
  if (!person) notFound()
  const tokens = wholeList(await listTokens(await database(), person.id))
  return (
    <>
      <SectionPage title="Account" says={`${person.email}, ${person.role}`}>
        <Section
          title="Name"
          says="What you write is signed with your name. What you wrote before keeps the name that you had then, and nobody else can use that name."
        >
          <NameForm name={person.name} />
        </Section>
        <Section title="Password" says="If you change the password, you are signed out everywhere else.">
          <PasswordForm email={person.email} />
        </Section>
        <Section
          title="API tokens"
          says={
            <>
              With a token, a program can use the API as you. The program sends{' '}
              <code>Authorization: Bearer …</code> with every request. A token may do at most what you may,
              and it can never change accounts.
            </>
          }
        >
          <Hydrated seeds={[seed(peopleQueries.tokens(), tokens)]}>
            <Tokens role={person.role} />
          </Hydrated>
        </Section>
      </SectionPage>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
