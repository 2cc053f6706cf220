import Link from 'next/link'
import { activeGroups, type BrowseState, browseParams } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { paths } from '@/lib/contract/paths'
import { filterWords, without } from '@/lib/view/browse-words'
import { formatCount } from '@/lib/view/format'
import './css/states.css'

interface Props {
  dictionary: string
  query: BrowseState
  counts: FeatureCounts
}

/** Shown if no feature matches: the filters, and the filter that excludes the most features. */
export function NoMatch({ dictionary, query, counts }: Props) {
  const groups = activeGroups(query)
  const names = groups.map((group) => filterWords(group, query))
  const costliest = [...counts.without].sort((a, b) => b.count - a.count)[0]
  const address = (next: BrowseState) => paths.browse(dictionary, browseParams(next))
  return (
    <div className="wrap">
      <div className="empty">
        <p>
          <b>No feature matches.</b> {sentence(names)} {names.length === 1 ? 'leaves' : 'leave'} none of{' '}
          {formatCount(counts.total)}.
        </p>
        <p className="row">
          {costliest && costliest.count > 0 && groups.length > 1 ? (
            <Link className="btn" href={address(without(query, [costliest.group]))} prefetch={false}>
              Remove “{filterWords(costliest.group, query)}”
              <span className="dim">{formatCount(costliest.count)} match without it</span>
            </Link>
          ) : null}
          <Link className="btn quiet" href={address(without(query, groups))} prefetch={false}>
            Clear all
          </Link>
        </p>
      </div>
    </div>
  )
}

function sentence(names: readonly string[]): string {
  const all = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return all.charAt(0).toUpperCase() + all.slice(1)
}
