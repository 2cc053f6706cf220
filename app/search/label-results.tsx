'use client'

import { createColumnHelper, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Searched, searchQueries } from '@/app/_ui/data/queries/search'
import { Button } from '@/app/_ui/kit/button'
import { Pane } from '@/app/_ui/kit/pane'
import { type LabelHit, POSTING_LIMIT } from '@/lib/contract/search'
import { formatActivation, formatCount, formatFixed, formatPercent } from '@/lib/view/format'
import { maxDensityOf, type SearchView } from './address'
import { FeatureLink, FoundName } from './feature-cells'
import { Found } from './found'
import { FOUND_FEATURES, FoundTable } from './found-table'
import { Nothing } from './nothing'
import { useSearch } from './use-search'

const column = createColumnHelper<typeof FOUND_FEATURES, LabelHit>()
const sortable = { sortDescFirst: true, sortUndefined: 'last', sortFn: 'basic' } as const

const columnsOf = (dictionary: string, q: string) =>
  column.columns([
    column.display({
      ...{ id: 'index', header: 'feature' },
      cell: ({ row }) => <FeatureLink dictionary={dictionary} index={row.original.index} />,
    }),
    column.display({
      ...{ id: 'name', header: 'label' },
      cell: ({ row: { original } }) => (
        <>
          <FoundName feature={original} q={q} />
          {original.why === null ? null : <span className="ml-2 text-12 text-ink-2">{original.why}</span>}
        </>
      ),
    }),
    column.display({
      ...{ id: 'author', header: 'author' },
      cell: ({ row: { original } }) => (
        <span className="text-ink-2">
          {original.author === 'rules' ? 'rule explainer' : (original.author ?? '—')}
        </span>
      ),
    }),
    column.accessor(({ score }) => score ?? undefined, {
      ...{ id: 'score', header: 'score', ...sortable },
      cell: ({ row }) => formatFixed(row.original.score),
    }),
    column.accessor('density', {
      ...{ header: 'density', ...sortable },
      cell: ({ row }) => formatPercent(row.original.density),
    }),
    column.accessor('maxActivation', {
      ...{ header: 'max', ...sortable },
      cell: ({ row }) => formatActivation(row.original.maxActivation),
    }),
  ])

/** Lists the features whose label has the words, or that fire on the kind of tokens that the words name. */
export function LabelResults(props: {
  readonly searched: Searched
  readonly view: SearchView
  /** Level of the heading. */
  readonly level?: 1 | 2
}) {
  const { searched, view, level = 1 } = props
  const { q } = view
  if (q.trim() === '')
    return (
      <Nothing title="Search labels">
        Type words to find labels that have all of them, or other forms of them. A kind of tokens, such as
        “arabic” or “quote of a path”, finds the features that fire on it.
      </Nothing>
    )
  const options = searchQueries.labels(searched, { q, limit: POSTING_LIMIT, ...maxDensityOf(view) })
  return (
    <Found options={options} what="The labels">
      {({ items, total, ofKind }) =>
        items.length === 0 ? (
          <NoLabel searched={searched} view={view} level={level} />
        ) : (
          <Pane
            titleId="h-l"
            level={level}
            className="border-0 px-6 max-md:px-4"
            title={titleOf({ total, ofKind, q, first: items[0] })}
            remark={items.length < total ? `the first ${formatCount(items.length)} are shown` : ''}
          >
            <Rows dictionary={searched.dictionary} rows={items} q={q} />
          </Pane>
        )
      }
    </Found>
  )
}

function Rows({ dictionary, rows, q }: { dictionary: string; rows: readonly LabelHit[]; q: string }) {
  const columns = useMemo(() => columnsOf(dictionary, q), [dictionary, q])
  const table = useTable({
    ...{ features: FOUND_FEATURES, columns, data: rows },
    getRowId: ({ index }) => String(index),
  })
  return <FoundTable table={table} />
}

function NoLabel({ searched, view, level }: { searched: Searched; view: SearchView; level: 1 | 2 }) {
  const [, setView] = useSearch()
  const { q, density } = view
  return (
    <Nothing level={level} title={`No label has “${q}”`}>
      {density === null
        ? `No feature of ${searched.dictionary} has a label with these words, and the words name no kind of tokens on which one fires.`
        : `No feature below ${density} % density has a label with these words.`}
      <span className="mt-2 flex flex-wrap gap-2">
        {view.tab === 'tokens' ? null : (
          <Button onClick={() => void setView({ tab: 'tokens' })}>
            Search tokens for “{q.slice(0, 40)}”
          </Button>
        )}
        {density === null ? null : (
          <Button onClick={() => void setView({ density: null })}>Remove “density up to {density} %”</Button>
        )}
      </span>
    </Nothing>
  )
}

/** Says what was found: "40 labels have “import”", "3 features fire on what “arabic” names". */
function titleOf(found: { total: number; ofKind: number; q: string; first: LabelHit }): string {
  const { total, ofKind, q, first } = found
  const labels = total - ofKind
  const names = `${formatCount(labels)} ${labels === 1 ? 'label' : 'labels'}`
  const has = labels === 1 ? 'has' : 'have'
  const kinds = `${formatCount(ofKind)} ${labels > 0 ? 'more ' : ''}${ofKind === 1 ? 'feature fires' : 'features fire'} on what “${q}” names`
  if (labels === 0) return kinds
  if (first.match === 'similar')
    return `No label has “${q}”, but ${names} ${has} words with a similar spelling`
  const said = `${names} ${has} “${q}”${first.match === 'stems' ? ' in another form' : ''}`
  return ofKind > 0 ? `${said}; ${kinds}` : said
}
