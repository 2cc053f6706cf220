'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { Failure } from '@/app/_ui/account/failure'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import type { AuditAnswerSchema } from '@/lib/contract/people'

/** The audit log: writes, newest first, with a button for older ones. */
export function AuditLog({ initial }: { initial: z.infer<typeof AuditAnswerSchema> }) {
  const [{ items, nextCursor }, setShown] = useState(initial)
  const { busy, failure, run } = useSend()
  const more = () =>
    run(async () => {
      const older = await api.audit.list({ query: { before: Number(nextCursor) } })
      setShown({ items: [...items, ...older.items], nextCursor: older.nextCursor })
    })
  if (items.length === 0) return <p className="empty">Nothing was written yet.</p>
  return (
    <>
      <table className="tbl cards audit">
        <thead>
          <tr>
            <th scope="col">When, UTC</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">To</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td className="dim">
                <time dateTime={entry.at}>{entry.at.slice(0, 19).replace('T', ' ')}</time>
              </td>
              <td>
                {entry.who}
                {entry.via === 'session' ? null : <span className="dim"> by {entry.via}</span>}
              </td>
              <td className="mono">{entry.action.replace('/api/v1', '')}</td>
              <td className="dim">{entry.target}</td>
              <td className={entry.status < 400 ? 'ok' : 'bad'}>{entry.status}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Failure text={failure} />
      {nextCursor ? (
        <p className="row">
          <button className="btn" type="button" onClick={more} aria-disabled={busy}>
            Show older entries
          </button>
        </p>
      ) : null}
    </>
  )
}
