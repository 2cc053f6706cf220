import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { listMembers } from '@/lib/db/people/accounts'
import { KEPT, listAudit } from '@/lib/db/people/audit'
import { listInvitations } from '@/lib/db/people/invitations'
import { AuditLog } from './audit-log'
import { Invitations } from './invitations'
import { Members } from './members'
import '../_ui/account/people.css'

export const metadata: Metadata = { title: 'People' }
export const dynamic = 'force-dynamic'

/** The page for admins: accounts with their roles, invitations, and the audit log. */
export default async function PeoplePage() {
  const person = await currentPerson()
  if (!person) notFound()
  if (person.role !== 'admin')
    return (
      <main id="main" className="say">
        <h1>This page is for admins</h1>
        <p className="sec">You are {person.role}. An admin can change that.</p>
      </main>
    )
  const db = await database()
  return (
    <>
      <main id="main" className="people">
        <header className="top">
          <h1>People</h1>
          <span className="sec">accounts and their roles, invitations and the audit log</span>
        </header>
        <section aria-labelledby="accounts">
          <h2 id="accounts">Accounts</h2>
          <p className="sec">
            Readers see what is published. Annotators can also write. Admins can also manage studies, runs and
            accounts.
          </p>
          <Members initial={await listMembers(db)} own={person.id} />
        </section>
        <section aria-labelledby="invitations">
          <h2 id="invitations">Invitations</h2>
          <p className="sec">
            A link makes one account. Anybody who has the link can use it, so send it to one person only.
          </p>
          <Invitations initial={await listInvitations(db)} />
        </section>
        <section aria-labelledby="audit">
          <h2 id="audit">Audit log</h2>
          <p className="sec">
            The log has every write with its sender and its result, but never its content. Entries are kept
            for {KEPT.days} days.
          </p>
          <AuditLog initial={await listAudit(db, { limit: 50 })} />
        </section>
      </main>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
