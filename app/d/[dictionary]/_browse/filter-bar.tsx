'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Popover, PopoverClose } from '@/app/_ui/kit/popover'
import { activeGroups, type FilterGroup } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { without } from '@/lib/view/browse-words'
import { formatCount } from '@/lib/view/format'
import { ColumnMenu } from './column-menu'
import { DensityFilter } from './density-filter'
import { FilterField } from './filter-field'
import { MoreFilters } from './more-filters'
import { OrderControl } from './order-control'
import { parseText, parseToken } from './parse-field'
import { useBrowse } from './use-browse'
import { ViewControl } from './view-control'

/** Filters that stand in the line itself at some width, with the classes of that width. */
const IN_LINE: readonly FilterGroup[] = ['firesOn', 'density']

/**
 * The one line above the list: the filters that matter most as far as there is room, all others behind a button, and the
 * order and the view. It sticks to the window.
 */
export function FilterBar({ counts }: { counts: FeatureCounts | undefined }) {
  const { query, go } = useBrowse()
  return (
    <search
      aria-label="Filters and order"
      className="sticky top-bar z-8 flex h-(--bar) items-center gap-3 border-t border-line bg-surface px-6 max-md:gap-2 max-md:px-4 print:hidden"
    >
      <FilterField
        isSearch
        type="search"
        label="Label, token or #"
        labelled="hidden"
        placeholder="Label, ·token or #number"
        className="max-w-72 min-w-36 flex-1 max-md:max-w-none"
        text={query.q ?? ''}
        parse={parseText}
        onCommit={(q) => go({ q }, 'q')}
      />
      <FilterField
        label="Fires on"
        labelled="before"
        placeholder="·token"
        className="w-44 max-lg:hidden"
        text={query.firesOn ?? ''}
        parse={parseToken}
        onCommit={(firesOn) => go({ firesOn }, 'firesOn')}
      />
      <div className="max-xl:hidden">
        <DensityFilter
          isCompact
          histogram={counts?.density}
          low={query.minDensity}
          high={query.maxDensity}
          onChange={(minDensity, maxDensity) => go({ minDensity, maxDensity })}
        />
      </div>
      <More counts={counts} />
      <span className="ml-auto flex items-center gap-2 max-md:hidden">
        <OrderControl isKeyed />
        <ViewControl isKeyed />
        {query.view === 'table' ? <ColumnMenu /> : null}
      </span>
    </search>
  )
}

function More({ counts }: { counts: FeatureCounts | undefined }) {
  const { query, go } = useBrowse()
  const [isOpen, setOpen] = useState(false)
  const folded = activeGroups(query).filter((group) => group !== 'q')
  const count = (shown: readonly FilterGroup[]) => folded.filter((group) => !shown.includes(group)).length
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      aria-label="More filters"
      // a field with the focus would open the keyboard of a phone over the filters
      onOpenAutoFocus={(event) => {
        if (window.matchMedia('(pointer: coarse)').matches) event.preventDefault()
      }}
      className="max-h-[min(44rem,var(--radix-popover-content-available-height))] w-184 overflow-y-auto p-4"
      trigger={
        <Button className="min-w-31 justify-start">
          <span className="max-md:hidden">More filters</span>
          <span className="md:hidden">Filters</span>
          <Badge className="lg:hidden">{count([])}</Badge>
          <Badge className="max-lg:hidden xl:hidden">{count(['firesOn'])}</Badge>
          <Badge className="max-xl:hidden">{count(IN_LINE)}</Badge>
        </Button>
      }
    >
      <MoreFilters counts={counts} />
      <div className="sticky -bottom-4 -mx-4 mt-4 -mb-4 flex items-center gap-2 border-t border-line bg-raised px-4 py-3">
        <span className="mr-auto text-ink-2" aria-live="polite">
          {counts ? `${formatCount(counts.matching)} of ${formatCount(counts.total)} features` : null}
        </span>
        {folded.length > 0 ? (
          <Button variant="quiet" onClick={() => go(cleared(query, folded))}>
            Clear {folded.length}
          </Button>
        ) : null}
        <PopoverClose asChild>
          <Button>Done</Button>
        </PopoverClose>
      </div>
    </Popover>
  )
}

/** Returns the change that takes groups of filters away. */
function cleared(query: Parameters<typeof activeGroups>[0], groups: readonly FilterGroup[]) {
  const left = without(query, groups)
  return Object.fromEntries(
    Object.keys(query)
      .filter((name) => !(name in left))
      .map((name) => [name, undefined]),
  )
}

function Badge({ children, className }: { children: number; className: string }) {
  if (children === 0) return null
  return (
    <span className={className}>
      <b className="rounded-1 bg-accent-soft px-1 text-12 font-semibold">{children}</b>
      <span className="sr-only"> set</span>
    </span>
  )
}
