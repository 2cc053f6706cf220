import type { FeatureRow } from '@/lib/contract/schemas'
import { type TokenText, tokenText } from '@/lib/view/token-view'
import type { Vocabulary } from '../queries/vocabulary'

/** Returns the strongest example of a row as text: the tokens on each side are decoded together. */
export function rowContext(
  before: readonly number[],
  token: number,
  after: readonly number[],
  words: Vocabulary,
): FeatureRow['example'] {
  const left = joined(before, words)
  const right = joined(after, words)
  return {
    before: left.text,
    ...(left.hex ? { beforeHex: left.hex } : {}),
    token: words.text(token),
    after: right.text,
    ...(right.hex ? { afterHex: right.hex } : {}),
  }
}

/** Returns the text on one side of the token of the example, with its bytes if a character is cut off at an end. */
function joined(ids: readonly number[], words: Vocabulary): TokenText {
  return tokenText(Buffer.concat(ids.filter((id) => !words.isSpecial(id)).map((id) => words.bytes(id))))
}
