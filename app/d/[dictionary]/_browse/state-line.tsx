import Link from 'next/link'
import { activeGroups, type BrowseState, browseParams } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { filterWords, without } from '@/lib/view/browse-words'
import { formatCount } from '@/lib/view/format'
import { OrderControl } from './order-control'
import { ViewControl } from './view-control'
import './css/state-line.css'

interface Props {
  dictionary: string
  query: BrowseState
  matching: number
}

/** Says how many features are left, by which filters, and in which order. */
export function StateLine({ dictionary, query, matching }: Props) {
  const groups = activeGroups(query)
  const address = (next: BrowseState) => paths.browse(dictionary, browseParams(next))
  return (
    <div className="state">
      <p aria-live="polite">
        <b>{formatCount(matching)}</b> {matching === 1 ? 'feature' : 'features'}
      </p>
      {groups.length > 0 ? (
        <>
          <ul className="chips">
            {groups.map((group) => (
              <li className="chip on" key={group}>
                {filterWords(group, query)}{' '}
                <Link
                  href={address(without(query, [group]))}
                  aria-label={`Remove the filter ${filterWords(group, query)}`}
                  scroll={false}
                  prefetch={false}
                >
                  ×
                </Link>
              </li>
            ))}
          </ul>
          <Link className="btn quiet" href={address(without(query, groups))} scroll={false} prefetch={false}>
            Clear
          </Link>
        </>
      ) : null}
      <OrderControl dictionary={dictionary} query={query} />
      <ViewControl dictionary={dictionary} query={query} />
    </div>
  )
}
