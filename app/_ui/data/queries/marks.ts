import { orpc } from '../orpc'

/** What people wrote is read again when a part of a page that shows it appears after this time. */
const FRESH_MS = 10_000

/** Other people and other tabs write too, so it is read again whenever the window gets the focus. */
const LIVE = { staleTime: FRESH_MS, refetchOnWindowFocus: 'always' } as const

const ofFeature = (dictionary: string, feature: number) => ({ query: { dictionary, feature } })

/** Reads of what people wrote about a feature: labels, scores by the rubric, and stars, tags, lists and comments. */
export const markQueries = {
  labels: (dictionary: string, feature: number) =>
    orpc.labels.list.queryOptions({ input: ofFeature(dictionary, feature), ...LIVE }),
  annotations: (dictionary: string, feature: number) =>
    orpc.annotations.list.queryOptions({ input: ofFeature(dictionary, feature), ...LIVE }),
  marks: (dictionary: string, feature: number) =>
    orpc.marks.get.queryOptions({ input: ofFeature(dictionary, feature), ...LIVE }),
  /** Tags by people on features of a dictionary, most used first. */
  tags: (dictionary: string) => orpc.tags.list.queryOptions({ input: { query: { dictionary } }, ...LIVE }),
}
