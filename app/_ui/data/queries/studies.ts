import { orpc } from '../orpc'

/** Other people score meanwhile, so what is known of a study soon becomes old. */
const FRESH_MS = 5000

/** Reads about studies. None of them tells what an item of an open study is. */
export const studyQueries = {
  /** All studies, with the progress of a person; an empty name asks for no progress. */
  list: (annotator: string) =>
    orpc.studies.list.queryOptions({
      input: { query: annotator === '' ? {} : { annotator } },
      staleTime: FRESH_MS,
    }),
  /** One study, with its scores at this moment. */
  one: (study: number) =>
    orpc.studies.get.queryOptions({ input: { params: { study }, query: {} }, staleTime: 0 }),
  /** The dictionaries that a study can draw from are the analysed ones of these. */
  dictionaries: () => orpc.dictionaries.list.queryOptions(),
  /** The key of every list of studies. */
  lists: () => orpc.studies.list.key(),
}
