import { tokenName } from '@/lib/view/token-view'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { kindsPresent, searchKinds } from './kinds'
import { commonTokens } from './search-tokens'

/** Words that name two kinds at once, which only searching by kind can answer. */
const TWO_KINDS = 'quote of a path'

/**
 * Returns texts that find features of a dictionary, for the placeholder of its search field: a common token, a kind of tokens
 * and a number.
 */
export async function searchExamples(db: Queryable, dictionary: Published): Promise<string[]> {
  const [tokens, kinds, two] = await Promise.all([
    commonTokens(db, dictionary, 8),
    kindsPresent(db, dictionary),
    searchKinds(db, dictionary, TWO_KINDS, { limit: 1 }),
  ])
  const words = tokens.map((token) => tokenName(token).replace(/^·/, ''))
  const token = words.find((word) => word === 'import') ?? words.find((word) => /^[a-z]{3,}$/.test(word))
  const script = kinds.find(({ kind }) => kind.isScript) ?? kinds[0]
  const number = Math.min(2152, Math.floor(dictionary.dSae / 2))
  return [
    ...(token === undefined ? [] : [token]),
    ...(two.total > 0 ? [TWO_KINDS] : []),
    ...(script ? [script.kind.words[0]] : []),
    `#${number}`,
  ]
}
