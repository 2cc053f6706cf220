import { type MatchedToken, readingsOf } from '@/lib/contract/search'
import type { SearchView } from './address'

/**
 * Returns the chosen tokens. The default is the most common token that is the text. The mark of an invisible character
 * means the mark itself first, if it is a token.
 */
export function chosenTokens(
  tokens: readonly MatchedToken[],
  { q, id }: Pick<SearchView, 'q' | 'id'>,
): readonly MatchedToken[] {
  if (tokens.length === 0) return []
  const whole = tokens.filter(({ match }) => match !== 'prefix')
  const likely = whole.length > 0 ? whole : tokens
  if (id === 'all') return likely
  const asked = tokens.filter((token) => id?.includes(token.id))
  if (asked.length > 0) return asked
  const literal = literalToken(tokens, q)
  return [literal ?? likely.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]]
}

/** Returns the token that is the text itself, if the marks in the text can also stand for other characters. */
export function literalToken(tokens: readonly MatchedToken[], q: string): MatchedToken | undefined {
  return readingsOf(q).length > 1 ? tokens.find(({ text }) => text === q) : undefined
}
