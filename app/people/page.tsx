import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { currentPerson } from '@/app/_ui/account/current-person'
import { EntryPage } from '@/app/_ui/account/entry-page'
import { Section, SectionPage } from '@/app/_ui/account/section-page'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { KeyHints } from '@/app/_ui/key-hints'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { listMembers } from '@/lib/db/people/accounts'
import { KEPT, listAudit } from '@/lib/db/people/audit'
import { listInvitations } from '@/lib/db/people/invitations'
import { AuditLog } from './audit-log'
import { Invitations } from './invitations'
import { Members } from './members'

export const metadata: Metadata = { title: 'People' }
export const dynamic = 'force-dynamic'

/** The page for admins: accounts with their roles, invitations, and the audit log. */
export default async function PeoplePage() {
  const person = await currentPerson()
  if (!person) notFound()
  if (person.role !== 'admin')
    return (
      <EntryPage title="This page is for admins" says={`You are ${person.role}. An admin can change that.`} />
    )
  const db = await database()
  const [members, invitations, log] = await Promise.all([
    listMembers(db),
    listInvitations(db),
    listAudit(db, { limit: 50 }),
  ])
  const seeds = [
    seed(peopleQueries.members(), wholeList(members)),
    seed(peopleQueries.invitations(), wholeList(invitations)),
    { queryKey: peopleQueries.audit().queryKey, data: { pages: [log], pageParams: [undefined] } },
  ]
  return (
    <>
      <SectionPage title="People" says="accounts and their roles, invitations and the audit log">
        <Hydrated seeds={seeds}>
          <Section
            title="Accounts"
            says="Readers see what is published. Annotators can also write. Admins can also manage studies, runs and accounts."
          >
            <Members own={person.id} />
          </Section>
          <Section
            title="Invitations"
            says="A link makes one account. Anybody who has the link can use it, so send it to one person only."
          >
            <Invitations />
          </Section>
          <Section
            title="Audit log"
            says={`The log has every write with its sender and its result, but never its content. Entries are kept for ${KEPT.days} days.`}
          >
            <AuditLog />
          </Section>
        </Hydrated>
      </SectionPage>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
