import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import type { BrowseFilters, FeaturesQuery } from '@/lib/contract/browse-query'
import type { Label } from '@/lib/contract/labels'
import type { Marks } from '@/lib/contract/marks'
import type { FeatureRow } from '@/lib/contract/schemas'
import { shownLabel } from '@/lib/view/shown-label'
import { orpc } from '../orpc'

/** What people wrote that rows of lists show. */
export type RowMarks = Partial<
  Pick<
    FeatureRow,
    | 'label'
    | 'labelAuthor'
    | 'labelScore'
    | 'labelPrecision'
    | 'labelRecall'
    | 'labelActivationShare'
    | 'stars'
    | 'personTags'
  >
>

/** Returns what a row says of marks. */
export const rowOfMarks = ({ stars, tags }: Marks): RowMarks => ({
  stars: stars.length,
  personTags: tags.map(({ tag }) => tag),
})

/** Returns what a row says of labels. */
export function rowOfLabels(labels: readonly Label[]): RowMarks {
  const shown = shownLabel(labels)
  return {
    label: shown?.text ?? null,
    labelAuthor: shown === null ? null : shown.author,
    labelScore: shown?.score ?? null,
    labelPrecision: shown?.figures?.precision ?? null,
    labelRecall: shown?.figures?.recall ?? null,
    labelActivationShare: shown?.figures?.activationShare ?? null,
  }
}

/** Filters and orders of a list that depend on what people write. */
const DEPENDING: readonly (keyof BrowseFilters)[] = [
  ...(['q', 'label', 'minScore', 'annotated', 'starred', 'starredBy', 'personTags'] as const),
]

/** The parts of a key of a list: its dictionary and its query. */
interface ListInput {
  readonly params?: { readonly dictionary?: string }
  readonly query?: Partial<FeaturesQuery>
}

/** Returns the input of the call in a key, wherever it stands there. */
function inputOf(key: QueryKey): ListInput | undefined {
  for (const part of key) {
    if (Array.isArray(part)) {
      const inner = inputOf(part)
      if (inner) return inner
    } else if (typeof part === 'object' && part !== null && 'input' in part) return part.input as ListInput
  }
  return undefined
}

/** Writes what people wrote into every row of the feature that a list keeps, so that lists show an edit at once. */
export function patchRows(client: QueryClient, on: FeatureRef, marks: RowMarks): void {
  const queryKey = orpc.features.list.key()
  const predicate = (query: { queryKey: QueryKey }) =>
    inputOf(query.queryKey)?.params?.dictionary === on.dictionary
  client.setQueriesData<{ items: FeatureRow[] }>({ queryKey, predicate }, (page) => {
    if (!page?.items?.some(({ index }) => index === on.feature)) return page
    return {
      ...page,
      items: page.items.map((row) => (row.index === on.feature ? { ...row, ...marks } : row)),
    }
  })
}

/** Reads counts again, and the lists whose filters or order depend on what people write. */
export function rereadLists(client: QueryClient, { dictionary }: FeatureRef): void {
  const isOf = (key: QueryKey) => inputOf(key)?.params?.dictionary === dictionary
  void client.invalidateQueries({
    queryKey: orpc.features.counts.key(),
    predicate: ({ queryKey }) => isOf(queryKey),
  })
  void client.invalidateQueries({
    queryKey: orpc.features.list.key(),
    predicate: ({ queryKey }) => {
      const query = inputOf(queryKey)?.query
      return (
        isOf(queryKey) &&
        query !== undefined &&
        (query.sort === 'score' || DEPENDING.some((name) => query[name] !== undefined))
      )
    },
  })
}
