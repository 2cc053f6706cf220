import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { chipStyles } from '@/app/_ui/kit/chip'
import { cn } from '@/app/_ui/kit/cn'
import { activeGroups } from '@/lib/contract/browse-query'
import { filterWords, without } from '@/lib/view/browse-words'
import { formatCount } from '@/lib/view/format'
import { OrderControl } from './order-control'
import { QueryLink } from './query-link'
import { useBrowse } from './use-browse'
import { ViewControl } from './view-control'

interface Props {
  matching: number | undefined
  /** True while the number belongs to the filters before. */
  isOld: boolean
}

/** Says how many features are left, and by which filters; on a phone also in which order. */
export function StateLine({ matching, isOld }: Props) {
  const { query } = useBrowse()
  const groups = activeGroups(query)
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 bg-surface px-6 py-1 max-md:px-4 print:min-h-0">
      <p aria-live="polite" aria-busy={isOld} className={cn('min-w-25', isOld && 'text-ink-3')}>
        <b className="font-semibold">{matching === undefined ? '…' : formatCount(matching)}</b>{' '}
        {matching === 1 ? 'feature' : 'features'}
      </p>
      {groups.length > 0 ? (
        <>
          <ul aria-label="Filters" className="flex min-w-0 flex-wrap gap-x-2 gap-y-1">
            {groups.map((group) => (
              <li key={group} className={cn(chipStyles('on'), 'h-6 pr-0')}>
                <span className="truncate">{filterWords(group, query)}</span>
                <QueryLink
                  to={without(query, [group])}
                  aria-label={`Remove the filter ${filterWords(group, query)}`}
                  className="grid size-6 flex-none place-items-center text-ink-3 hover:text-ink hover:no-underline"
                >
                  ×
                </QueryLink>
              </li>
            ))}
          </ul>
          <QueryLink
            to={without(query, groups)}
            className={buttonStyles({ variant: 'quiet', size: 'sm', className: 'h-6' })}
          >
            Clear
          </QueryLink>
        </>
      ) : null}
      <div className="flex w-full items-center justify-between gap-2 pb-1 md:hidden print:hidden">
        <OrderControl />
        <ViewControl />
      </div>
    </div>
  )
}
