'use client'

import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { Button } from '@/app/_ui/kit/button'
import { Empty, Failed } from '@/app/_ui/kit/notice'
import { Table, Td, Th } from '@/app/_ui/kit/table'
import { When } from '@/app/_ui/when'

/** The audit log: writes, newest first, with a button for older ones. */
export function AuditLog() {
  const log = useSuspenseInfiniteQuery(peopleQueries.audit())
  const entries = log.data.pages.flatMap(({ items }) => items)
  if (entries.length === 0)
    return (
      <Empty>
        <p>Nothing was written yet.</p>
      </Empty>
    )
  return (
    <>
      <Table stacks>
        <thead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>To</Th>
            <Th>Answer</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <Td className="whitespace-nowrap text-ink-3">
                <When at={entry.at} as="moment" />
              </Td>
              <Td>
                {entry.who}
                {entry.via === 'session' ? null : <span className="text-ink-3"> by {entry.via}</span>}
              </Td>
              <Td className="font-mono text-12">{entry.action.replace('/api/v1', '')}</Td>
              <Td className="text-ink-3">{entry.target}</Td>
              <Td className={entry.status < 400 ? 'text-ok' : 'text-bad'}>{entry.status}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {log.isFetchNextPageError ? (
        <Failed className="mt-3" what="Older entries" error={log.error} onRetry={() => log.fetchNextPage()} />
      ) : log.hasNextPage ? (
        <Button className="mt-3" pending={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
          Show older entries
        </Button>
      ) : null}
    </>
  )
}
