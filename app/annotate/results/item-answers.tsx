import type { StudyRow } from '@/lib/contract/study-results'

/** What each annotator answered about an item. */
export function ItemAnswers({ rows }: { rows: readonly StudyRow[] }) {
  if (rows.length === 0) return <span className="text-ink-3">not scored</span>
  return (
    <ul className="wrap-anywhere">
      {rows.map((row) => (
        <li key={row.annotator}>
          <span className="text-ink-3">{row.annotator}</span>{' '}
          {row.outcome === 'skipped' ? (
            <span className="text-ink-3">
              skipped: {row.skipReason}
              {row.skipNote ? `, ${row.skipNote}` : ''}
            </span>
          ) : (
            <>
              {row.interpretation || <span className="text-ink-3">no interpretation</span>}{' '}
              <span className="text-ink-3">
                {row.total} = {row.confidence} + {row.activationConsistency} + {row.separation ?? '—'} +{' '}
                {row.logitConsistency} + {row.specificity}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
