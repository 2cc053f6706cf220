import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { type BrowseState, browseParams, defaultOrder, type FeatureSort } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import type { ExtraColumn } from './columns'
import './css/columns.css'

interface Props {
  dictionary: string
  query: BrowseState
  extra: ExtraColumn | null
}

interface Column {
  readonly name: string
  readonly of: string
  readonly term: TermName
  readonly sort?: FeatureSort
}

const COLUMNS: readonly Column[] = [
  { name: 'feature', of: 'c-id', term: 'feature', sort: 'index' },
  { name: 'label, or its top tokens', of: 'c-lab', term: 'label' },
  { name: 'density %', of: 'c-dens num', term: 'density', sort: 'density' },
  { name: 'activations', of: 'c-sp', term: 'sparkline' },
  { name: 'max', of: 'c-max num', term: 'maximum', sort: 'max' },
  { name: 'same %', of: 'c-one num', term: 'singleTokenShare', sort: 'same' },
  { name: 'raises', of: 'c-pos', term: 'logitWeights' },
  { name: 'strongest example', of: 'c-ex', term: 'example' },
]

/** The head of the table; names of columns that can order the list are links. */
export function TableHead({ dictionary, query, extra }: Props) {
  const at = COLUMNS.findIndex(({ of }) => of === 'c-pos')
  const columns: readonly Column[] = extra
    ? [
        ...COLUMNS.slice(0, at),
        { name: extra.name, of: 'c-x num', term: extra.term, sort: extra.sort },
        ...COLUMNS.slice(at),
      ]
    : COLUMNS
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <Head key={column.of} column={column} dictionary={dictionary} query={query} />
        ))}
      </tr>
    </thead>
  )
}

function Head({ column, dictionary, query }: { column: Column; dictionary: string; query: BrowseState }) {
  const { name, of, sort, term } = column
  const order = query.order ?? defaultOrder(query.sort)
  const isSorted = sort === query.sort
  const next = isSorted ? (order === 'desc' ? 'asc' : 'desc') : undefined
  return (
    <th
      className={of}
      scope="col"
      aria-sort={isSorted ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
    >
      {sort ? (
        <Link
          href={paths.browse(dictionary, browseParams({ ...query, sort, order: next }))}
          scroll={false}
          prefetch={false}
          data-term={term}
        >
          {isSorted ? (
            <b>
              {name} {order === 'desc' ? '↓' : '↑'}
            </b>
          ) : (
            name
          )}
        </Link>
      ) : (
        <Term name={term}>{name}</Term>
      )}
    </th>
  )
}
