import Link from 'next/link'
import { browseParams, defaultOrder, type FeatureSort, type FeaturesQuery } from '@/lib/api/browse-query'
import { paths } from '@/lib/api/paths'

interface Props {
  dictionary: string
  query: FeaturesQuery
}

const COLUMNS: readonly { name: string; of: string; sort?: FeatureSort; title?: string }[] = [
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
export function FeatureTableHead({ dictionary, query }: Props) {
  const order = query.order ?? defaultOrder(query.sort)
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.map(({ name, of, sort, title }) => {
          const isSorted = sort === query.sort
          const next = isSorted ? (order === 'desc' ? 'asc' : 'desc') : undefined
          return (
            <th
              key={name}
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
        })}
      </tr>
    </thead>
  )
}
