'use client'

import { createColumnHelper, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { type Searched, searchQueries } from '@/app/_ui/data/queries/search'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { MatchedToken, Moves } from '@/lib/contract/search'
import { formatCount, formatSigned } from '@/lib/view/format'
import { maxDensityOf, type SearchView } from './address'
import { FeatureLink, FoundName } from './feature-cells'
import { Found } from './found'
import { FOUND_FEATURES, FoundTable } from './found-table'
import { keptOf } from './kept-of'
import { rowsOf } from './rows-of'
import { TokenNames } from './token-names'
import { useSearch } from './use-search'

type Kind = 'raises' | 'lowers'
const column = createColumnHelper<typeof FOUND_FEATURES, Moves>()

const columnsOf = (dictionary: string, kind: Kind, strongest: number) => {
  const way = kind === 'raises' ? 'up' : 'down'
  return column.columns([
    column.display({
      ...{ id: 'index', header: 'feature' },
      cell: ({ row }) => <FeatureLink dictionary={dictionary} index={row.original.index} />,
    }),
    column.display({
      ...{ id: 'name', header: 'label, or its top tokens' },
      cell: ({ row }) => <FoundName feature={row.original} />,
    }),
    column.display({
      ...{ id: 'meter', header: 'compared with the strongest' },
      cell: ({ row }) => (
        <Meter share={strongest === 0 ? 0 : Math.abs(row.original.value / strongest)} kind={way} />
      ),
    }),
    column.display({
      ...{ id: 'value', header: 'logit weight' },
      cell: ({ row }) => (
        <span className={way === 'up' ? 'text-up' : 'text-down'}>{formatSigned(row.original.value)}</span>
      ),
    }),
  ])
}

/** Lists the features whose direct effect raises or lowers the logit of the tokens. */
export function MovesPane(props: {
  searched: Searched
  kind: Kind
  tokens: readonly MatchedToken[]
  view: SearchView
}) {
  const { searched, kind, tokens, view } = props
  const [, setView] = useSearch()
  const options = searchQueries.tokens(searched, {
    ...{ list: kind, ids: tokens.map(({ id }) => id), sort: view.sort, limit: rowsOf(view, kind) },
    ...maxDensityOf(view),
  })
  return (
    <Found options={options} what="The features">
      {(result) => {
        // asked for by effect, so the rows are of this kind
        const rows = result.items as readonly Moves[]
        return (
          <Pane
            titleId={`h-${kind}`}
            className={cn('border-0 px-6 max-md:px-4', kind === 'lowers' && 'border-t')}
            title={
              <>
                {kind === 'raises' ? 'Raises' : 'Lowers'} <TokenNames tokens={tokens} />
              </>
            }
            remark={`logit weight${result.cut ? `, ${keptOf(result, tokens.length)}` : ''}`}
            actions={
              rows.length < result.found ? (
                <Button size="sm" onClick={() => void setView({ all: kind })}>
                  All {formatCount(result.found)}
                </Button>
              ) : null
            }
          >
            {rows.length === 0 ? (
              <Note>
                {view.density === null || result.kept === 0
                  ? `No feature ${kind} it.`
                  : `${result.cut ? `None of the ${formatCount(result.kept)} features that are kept for it, the strongest,` : `No feature that ${kind} it`} is below ${view.density} % density.`}
              </Note>
            ) : (
              <Rows dictionary={searched.dictionary} rows={rows} kind={kind} />
            )}
          </Pane>
        )
      }}
    </Found>
  )
}

function Rows({ dictionary, rows, kind }: { dictionary: string; rows: readonly Moves[]; kind: Kind }) {
  const strongest = rows[0].value
  const columns = useMemo(() => columnsOf(dictionary, kind, strongest), [dictionary, kind, strongest])
  const table = useTable({
    ...{ features: FOUND_FEATURES, columns, data: rows },
    getRowId: ({ index }) => String(index),
  })
  return (
    <FoundTable
      table={table}
      headHidden
      label={`Features that ${kind === 'raises' ? 'raise' : 'lower'} it, by logit weight`}
    />
  )
}
