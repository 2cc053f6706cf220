'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { ShownOnce } from '@/app/_ui/account/shown-once'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import type { Invitation } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'

/** Makes invitations, whose link is shown once, and withdraws them. */
export function Invitations({ initial }: { initial: readonly Invitation[] }) {
  const [invitations, setInvitations] = useState(initial)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('annotator')
  const [link, setLink] = useState('')
  const { busy, failure, run } = useSend()
  const reload = async () => setInvitations((await api.invitations.list()).items)
  const make = () =>
    run(async () => {
      const body = { role, email: email.trim() || null }
      const { path } = await api.invitations.create({ body })
      setLink(window.location.origin + path)
      setEmail('')
      await reload()
    })
  const takeBack = (id: string) =>
    run(async () => {
      await api.invitations.revoke({ params: { invitation: id } })
      setLink('')
      await reload()
    })
  return (
    <>
      <form
        className="inline"
        onSubmit={(event) => {
          event.preventDefault()
          make()
        }}
      >
        <RoleSelect label="Role" value={role} onChange={setRole} />
        <label>
          Only for this address
          <input
            className="field"
            type="email"
            placeholder="anybody with the link"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <button className="btn" type="submit" aria-disabled={busy}>
          Invite
        </button>
      </form>
      <Failure text={failure} />
      {link ? <ShownOnce says="This link is shown only now. It is valid for 7 days." secret={link} /> : null}
      {invitations.length === 0 ? (
        <p className="empty">There are no open invitations.</p>
      ) : (
        <table className="tbl cards">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">Role</th>
              <th scope="col">By</th>
              <th scope="col">Expires</th>
              <th scope="col">
                <span className="sr">Withdraw</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <tr key={invitation.id}>
                <td>{invitation.email ?? 'anybody with the link'}</td>
                <td>{invitation.role}</td>
                <td className="dim">
                  <span className="pre">by </span>
                  {invitation.createdBy}
                </td>
                <td className="dim">
                  <span className="pre">until </span>
                  {invitation.expiresAt.slice(0, 10)}
                </td>
                <td>
                  <button
                    className="btn quiet"
                    type="button"
                    aria-label={`Withdraw the invitation for ${invitation.email ?? 'anybody with the link'}`}
                    onClick={() => takeBack(invitation.id)}
                  >
                    Withdraw
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
