'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { ShownOnce } from '@/app/_ui/account/shown-once'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import { NAME_LENGTH } from '@/lib/contract/limits'
import type { Token } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'

/** The API tokens of the account: makes a token, which is shown once, and revokes tokens. */
export function Tokens({ initial, role: own }: { initial: readonly Token[]; role: Role }) {
  const [tokens, setTokens] = useState(initial)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('reader')
  const [made, setMade] = useState<{ name: string; token: string } | null>(null)
  const { busy, failure, run } = useSend()
  const reload = async () => setTokens((await api.tokens.list()).items)
  const make = () =>
    run(async () => {
      setMade(await api.tokens.create({ body: { name, role } }))
      setName('')
      await reload()
    })
  const end = (id: string) =>
    run(async () => {
      await api.tokens.revoke({ params: { token: id } })
      setMade(null)
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
        <label>
          Purpose
          <input
            className="field"
            required
            maxLength={NAME_LENGTH}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <RoleSelect label="Role" most={own} value={role} onChange={setRole} />
        <button className="btn" type="submit" aria-disabled={busy}>
          Make a token
        </button>
      </form>
      <Failure text={failure} />
      {made ? (
        <ShownOnce
          says={`The token "${made.name}" is shown only now. Keep it like a password.`}
          secret={made.token}
        />
      ) : null}
      {tokens.length === 0 ? (
        <p className="empty">You have no API tokens.</p>
      ) : (
        <table className="tbl cards">
          <thead>
            <tr>
              <th scope="col">Purpose</th>
              <th scope="col">Role</th>
              <th scope="col">Last used</th>
              <th scope="col">Expires</th>
              <th scope="col">
                <span className="sr">Revoke</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <td>{token.name}</td>
                <td>{token.role}</td>
                <td>
                  <span className="pre">last used: </span>
                  {token.lastUsedAt ? token.lastUsedAt.slice(0, 10) : 'never'}
                </td>
                <td>
                  <span className="pre">until </span>
                  {token.expiresAt.slice(0, 10)}
                </td>
                <td>
                  <button
                    className="btn quiet"
                    type="button"
                    aria-label={`Revoke the token ${token.name}`}
                    onClick={() => end(token.id)}
                  >
                    Revoke
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
