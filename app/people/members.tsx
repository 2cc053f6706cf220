'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import type { Member } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'

/** All accounts. Changes roles, and removes an account after a second press. */
export function Members({ initial, own }: { initial: readonly Member[]; own: string }) {
  const [members, setMembers] = useState(initial)
  const [asked, setAsked] = useState<string | null>(null)
  const { failure, run } = useSend()
  const change = (member: Member, role: Role) =>
    run(async () =>
      setMembers((await api.people.changeRole({ params: { person: member.id }, body: { role } })).items),
    )
  const remove = (member: Member) =>
    run(async () => {
      setMembers((await api.people.remove({ params: { person: member.id } })).items)
      setAsked(null)
    })
  return (
    <>
      <Failure text={failure} />
      <table className="tbl cards">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Role</th>
            <th scope="col">Since</th>
            <th scope="col">
              <span className="sr">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id}>
              <td>
                <b>{member.name}</b>
                {member.id === own ? <span className="dim"> you</span> : null}
              </td>
              <td>{member.email}</td>
              <td>
                <RoleSelect
                  label={`Role of ${member.name}`}
                  isQuiet
                  value={member.role}
                  onChange={(role) => change(member, role)}
                />
              </td>
              <td className="dim">
                <span className="pre">since </span>
                {member.createdAt.slice(0, 10)}
              </td>
              <td>
                {asked === member.id ? (
                  <>
                    <button className="btn primary" type="button" onClick={() => remove(member)}>
                      Remove {member.name}
                    </button>{' '}
                    <button className="btn quiet" type="button" onClick={() => setAsked(null)}>
                      Keep
                    </button>
                  </>
                ) : (
                  <button
                    className="btn quiet"
                    type="button"
                    aria-label={`Remove ${member.name}`}
                    onClick={() => setAsked(member.id)}
                  >
                    Remove
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
