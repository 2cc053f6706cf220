import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { Empty } from '@/app/_ui/kit/notice'
import { activeGroups } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { filterWords, without } from '@/lib/view/browse-words'
import { formatCount } from '@/lib/view/format'
import { QueryLink } from './query-link'
import { useBrowse } from './use-browse'

/** Shown if no feature matches: the filters, and the filter that excludes the most features. */
export function NoMatch({ counts }: { counts: FeatureCounts | undefined }) {
  const { query } = useBrowse()
  const groups = activeGroups(query)
  const names = groups.map((group) => filterWords(group, query))
  const costliest = [...(counts?.without ?? [])].sort((a, b) => b.count - a.count)[0]
  return (
    <div className="px-6 py-4 max-md:px-4">
      <Empty>
        <p>
          <b className="font-semibold">No feature matches.</b> {sentence(names)}{' '}
          {names.length === 1 ? 'leaves' : 'leave'} none
          {counts ? ` of ${formatCount(counts.total)}` : ''}.
        </p>
        <p className="flex flex-wrap gap-2">
          {costliest && costliest.count > 0 && groups.length > 1 ? (
            <QueryLink
              className={buttonStyles({ className: 'h-auto min-h-control flex-wrap whitespace-normal' })}
              to={without(query, [costliest.group])}
            >
              Remove “{filterWords(costliest.group, query)}”
              <span className="text-12 text-ink-3">{formatCount(costliest.count)} match without it</span>
            </QueryLink>
          ) : null}
          <QueryLink className={buttonStyles({ variant: 'quiet' })} to={without(query, groups)}>
            Clear all
          </QueryLink>
        </p>
      </Empty>
    </div>
  )
}

function sentence(names: readonly string[]): string {
  const all = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return all.charAt(0).toUpperCase() + all.slice(1)
}
