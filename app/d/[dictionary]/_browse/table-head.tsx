import Link from 'next/link'
import { type BrowseState, browseParams, defaultOrder, type FeatureSort } from '@/lib/api/browse-query'
import { paths } from '@/lib/api/paths'
import type { ExtraColumn } from './columns'

interface Props {
  dictionary: string
  query: BrowseState
  extra: ExtraColumn | null
}

interface Column {
  readonly name: string
  readonly of: string
  readonly sort?: FeatureSort
  readonly title?: string
}

const COLUMNS: readonly Column[] = [
  { name: 'feature', of: 'c-id', sort: 'index' },
  { name: 'label, or its top tokens', of: 'c-lab' },
  { name: 'density %', of: 'c-dens num', sort: 'density', title: 'Share of tokens it fires on' },
  { name: 'activations', of: 'c-sp', title: 'Log count of activations, from 0 to the maximum' },
  { name: 'max', of: 'c-max num', sort: 'max', title: 'Greatest activation' },
  { name: 'same %', of: 'c-one num', sort: 'same', title: 'Most frequent token in the top 20 examples' },
  { name: 'raises', of: 'c-pos', title: 'Next tokens whose logits it raises most' },
  { name: 'strongest example', of: 'c-ex' },
]

/** Column heads; those that order the list are links. */
export function TableHead({ dictionary, query, extra }: Props) {
  const at = COLUMNS.findIndex(({ of }) => of === 'c-pos')
  const columns: readonly Column[] = extra
    ? [...COLUMNS.slice(0, at), { name: extra.name, of: 'c-x num', sort: extra.sort }, ...COLUMNS.slice(at)]
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
  const { name, of, sort, title } = column
  const order = query.order ?? defaultOrder(query.sort)
  const isSorted = sort === query.sort
  const next = isSorted ? (order === 'desc' ? 'asc' : 'desc') : undefined
  return (
    <th
      className={of}
      title={title}
      scope="col"
      aria-sort={isSorted ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
    >
      {sort ? (
        <Link
          href={paths.browse(dictionary, browseParams({ ...query, sort, order: next }))}
          scroll={false}
          prefetch={false}
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
        name
      )}
    </th>
  )
}
