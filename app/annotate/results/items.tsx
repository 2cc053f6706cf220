import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { StudyItem } from '@/lib/contract/study-results'
import { formatFixed, formatPercent } from '@/lib/view/format'
import { ROLE_NAME } from './groups'

/** Every item with its kind and the interpretations of its annotators, highest score first. */
export function Items({ items }: { items: readonly StudyItem[] }) {
  const ranked = items.toSorted((a, b) => (b.mean ?? -1) - (a.mean ?? -1))
  return (
    <section className="pane all" aria-labelledby="p-items">
      <header>
        <h2 id="p-items">Items</h2>
        <span className="dim">highest score first</span>
      </header>
      <ol>
        {ranked.map((item) => (
          <li key={item.item}>
            <b className="num">{item.mean === null ? '—' : formatFixed(item.mean, 1)}</b>
            <div className="what">
              <Link className="link mono" href={paths.feature(item.dictionary, item.feature)}>
                {item.dictionary} #{item.feature}
              </Link>{' '}
              <span className="dim">
                {ROLE_NAME[item.role].toLowerCase()}, {formatPercent(item.density)}
              </span>
              {item.label && <p className="sec">{item.label}</p>}
            </div>
            <ul>
              {item.rows.map((row) => (
                <li key={row.annotator}>
                  <span className="dim">{row.annotator}</span>{' '}
                  {row.outcome === 'skipped' ? (
                    <span className="dim">
                      skipped: {row.skipReason}
                      {row.skipNote ? `, ${row.skipNote}` : ''}
                    </span>
                  ) : (
                    <>
                      {row.interpretation || <span className="dim">no interpretation</span>}{' '}
                      <span
                        className="dim"
                        title="Confidence, activations agree, separate meanings, logits agree, specific"
                      >
                        {row.total} = {row.confidence} + {row.activationConsistency} + {row.separation ?? '—'}{' '}
                        + {row.logitConsistency} + {row.specificity}
                      </span>
                    </>
                  )}
                </li>
              ))}
              {item.rows.length === 0 && <li className="dim">not scored</li>}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
