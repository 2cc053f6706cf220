'use client'

import { createColumnHelper, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { type Searched, searchQueries } from '@/app/_ui/data/queries/search'
import { Button } from '@/app/_ui/kit/button'
import { Empty } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { FiresOn, MatchedToken, SearchSort } from '@/lib/contract/search'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { maxDensityOf, type SearchView } from './address'
import { FeatureLink, FoundName } from './feature-cells'
import { Found } from './found'
import { FOUND_FEATURES, FoundTable } from './found-table'
import { type Ranked, shownOf } from './kept-of'
import { rowsOf } from './rows-of'
import { TokenNames } from './token-names'
import { useSearch } from './use-search'

/** The columns whose heads order the list, by the name of the order. */
const COLUMN: Record<SearchSort, string> = { activation: 'mean', max: 'max', share: 'share' }
const SORT: Record<string, SearchSort> = { mean: 'activation', max: 'max', share: 'share' }

const column = createColumnHelper<typeof FOUND_FEATURES, FiresOn>()

const columnsOf = (dictionary: string) =>
  column.columns([
    column.display({
      ...{ id: 'index', header: 'feature' },
      cell: ({ row }) => <FeatureLink dictionary={dictionary} index={row.original.index} />,
    }),
    column.display({
      ...{ id: 'name', header: 'label, or its top tokens' },
      cell: ({ row }) => <FoundName feature={row.original} />,
    }),
    column.display({
      ...{ id: 'count', header: 'active on' },
      cell: ({ row: { original } }) => (
        <>
          {formatCount(original.count)}
          {original.occurrences === null ? null : (
            <span className="text-ink-3">{` of ${formatCount(original.occurrences)}`}</span>
          )}
        </>
      ),
    }),
    column.accessor('mean', {
      ...{ header: 'mean', sortDescFirst: true },
      cell: ({ row }) => formatActivation(row.original.mean),
    }),
    column.accessor('max', {
      ...{ header: 'max', sortDescFirst: true },
      cell: ({ row }) => formatActivation(row.original.max),
    }),
    column.accessor('share', {
      ...{ header: 'share of the feature', sortDescFirst: true },
      cell: ({ row }) => (
        <span className="flex items-center gap-2">
          <span className="w-24 @max-2xl:w-12">
            <Meter share={row.original.share} kind="act" />
          </span>
          {formatPercent(row.original.share, 2)}
        </span>
      ),
    }),
  ])

/** Lists the features that are active on the tokens. */
export function FiresOnPane(props: {
  searched: Searched
  tokens: readonly MatchedToken[]
  view: SearchView
}) {
  const { searched, tokens, view } = props
  const ids = tokens.map(({ id }) => id)
  const options = searchQueries.tokens(searched, {
    ...{ list: 'fires', ids, sort: view.sort, limit: rowsOf(view, 'fires') },
    ...maxDensityOf(view),
  })
  return (
    <Found options={options} what="The features">
      {(result) => {
        // asked for by activation, so the rows are of this kind
        const rows = result.items as readonly FiresOn[]
        return (
          <Pane
            titleId="h-f"
            className="border-0 px-6 max-md:px-4"
            title={
              <>
                Fires on <TokenNames tokens={tokens} />
              </>
            }
            remark={shownOf(result, tokens.length)}
          >
            {rows.length === 0 ? (
              <NothingFires result={result} density={view.density} />
            ) : (
              <Rows dictionary={searched.dictionary} rows={rows} result={result} sort={view.sort} />
            )}
          </Pane>
        )
      }}
    </Found>
  )
}

function Rows(props: { dictionary: string; rows: readonly FiresOn[]; result: Ranked; sort: SearchSort }) {
  const { dictionary, rows, result, sort } = props
  const [, setView] = useSearch()
  const columns = useMemo(() => columnsOf(dictionary), [dictionary])
  const table = useTable({
    ...{ features: FOUND_FEATURES, columns, data: rows, manualSorting: true, enableSortingRemoval: false },
    getRowId: ({ index }) => String(index),
    state: { sorting: [{ id: COLUMN[sort], desc: true }] },
    onSortingChange: (change) => {
      const next = typeof change === 'function' ? change([{ id: COLUMN[sort], desc: true }]) : change
      // the server orders, and only downwards
      const wanted = next[0] && SORT[next[0].id]
      if (wanted) void setView({ sort: wanted })
    },
  })
  return (
    <>
      <FoundTable table={table} />
      {rows.length < result.found ? (
        <Button className="mt-2" onClick={() => void setView({ all: 'fires' })}>
          All {formatCount(result.found)}
        </Button>
      ) : null}
    </>
  )
}

function NothingFires({ result, density }: { result: Ranked; density: number | null }) {
  const [, setView] = useSearch()
  if (result.kept === 0)
    return (
      <Empty>
        <p>
          <b className="font-semibold">No feature is active on it</b> in the analysed text.
        </p>
      </Empty>
    )
  return (
    <Empty>
      <p>
        <b className="font-semibold">No feature below {density} % density.</b> All {formatCount(result.kept)}{' '}
        {result.cut ? 'that this older analysis kept ' : ''}are denser.
      </p>
      <p>
        <Button onClick={() => void setView({ density: null })}>Remove “density up to {density} %”</Button>
      </p>
    </Empty>
  )
}
