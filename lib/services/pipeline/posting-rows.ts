import type { TokenPostings } from '@/lib/analysis/token-postings'
import type { PostingRow } from '@/lib/db/computed/postings'

/** Returns the lists of all tokens that have one. With `sign` −1 the magnitudes of a list become negative values. */
export function* postingRows(
  postings: TokenPostings,
  dVocab: number,
  sign: 1 | -1 = 1,
): Generator<PostingRow> {
  for (let token = 0; token < dVocab; token++) {
    const list = postings.list(token)
    if (list) yield sign === 1 ? list : { ...list, values: list.values.map((value) => -value) }
  }
}
