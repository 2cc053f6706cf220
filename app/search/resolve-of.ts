import type { SearchView } from './address'

/** Returns the text whose tokens are looked up; for a link without a text the ids of its tokens. */
export const resolveOf = ({ q, id }: SearchView): [text: string, ids: string | undefined] =>
  q === '' && id !== null && id !== 'all' ? ['', id.join(',')] : [q, undefined]
