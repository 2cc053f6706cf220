import { orpc } from '../orpc'

/** Reads about dictionaries. */
export const dictionaryQueries = {
  /** Every quality metric, the whole record of training, and other dictionaries by L0. */
  quality: (dictionary: string) =>
    orpc.dictionaries.quality.queryOptions({ input: { params: { dictionary } } }),
}
