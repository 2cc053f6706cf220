import { type MatchedToken, typedToken } from '@/lib/contract/search'
import { tokenText } from '@/lib/view/token-view'
import { database } from '../index'
import { prepared } from '../prepared'
import type { Published } from '../published'
import { corpusCounts } from './corpus-counts'
import { vocabulary } from './vocabulary'

/** Tokens that begin with the text, shown beside the ones that are it. */
const PREFIXES = 6

interface Row {
  id: number
  bytes: Buffer
  count: number | null
}

/**
 * Tokens a text may mean, special ones left out: the token itself, with a leading space, in other case, and
 * the commonest that begin with it. A text that begins with a space means such tokens alone.
 */
export async function resolveTokens(
  dictionary: Published,
  text: string,
): Promise<{ tokens: MatchedToken[]; prefixes: number }> {
  const typed = typedToken(text)
  if (typed === '') return { tokens: [], prefixes: 0 }
  const [words, counts] = await Promise.all([
    vocabulary(dictionary.tokenizerHash),
    corpusCounts(dictionary.analysis.corpusId),
  ])
  const lower = typed.toLowerCase()
  const matchOf = (own: string): MatchedToken['match'] => {
    if (own === typed) return 'exact'
    if (own === ` ${typed}`) return 'space'
    return own.toLowerCase() === lower || own.toLowerCase() === ` ${lower}` ? 'case' : 'prefix'
  }
  const ids = new Set([...words.beginning(lower), ...words.beginning(` ${lower}`)])
  const hits = Array.from(ids, (id) => {
    const token = words.text(id)
    return { id, ...token, count: counts.get(id) ?? null, match: matchOf(token.text) }
  })
  const commonest = hits.sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || a.id - b.id)
  const having = (match: MatchedToken['match']) => commonest.filter((hit) => hit.match === match)
  const prefixes = having('prefix')
  return {
    tokens: [...having('exact'), ...having('space'), ...having('case'), ...prefixes.slice(0, PREFIXES)],
    prefixes: prefixes.length,
  }
}

/** Tokens by id, in the order asked for; unknown ids are absent. */
export async function tokensById(dictionary: Published, ids: readonly number[]): Promise<MatchedToken[]> {
  const { pool } = await database()
  const { rows } = await pool.query<Row & { special: boolean }>(
    prepared(
      `SELECT t.id, t.bytes, t.special, c.count FROM token t
       LEFT JOIN corpus_token c ON c.corpus_id = $2 AND c.token_id = t.id
      WHERE t.tokenizer_hash = $1 AND t.id = ANY($3::int[]) ORDER BY array_position($3::int[], t.id)`,
      [dictionary.tokenizerHash, dictionary.analysis.corpusId, ids],
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    ...tokenText(row.bytes, row.special),
    count: row.count,
    match: 'exact' as const,
  }))
}

/** The commonest tokens of the corpus, for a search that has not begun. */
export async function commonTokens(dictionary: Published, limit: number): Promise<MatchedToken[]> {
  const { pool } = await database()
  const { rows } = await pool.query<{ token_id: number }>(
    prepared(
      `SELECT c.token_id FROM corpus_token c
       JOIN token t ON t.tokenizer_hash = $2 AND t.id = c.token_id AND NOT t.special
      WHERE c.corpus_id = $1 AND t.text ~ '[[:alpha:]]{3}' ORDER BY c.count DESC, c.token_id LIMIT $3`,
      [dictionary.analysis.corpusId, dictionary.tokenizerHash, limit],
    ),
  )
  return tokensById(
    dictionary,
    rows.map((row) => row.token_id),
  )
}

/** Occurrences of the tokens together in the analysed text; null when the analysis read a part only. */
export function occurrencesOf(dictionary: Published, tokens: readonly MatchedToken[]): number | null {
  if (!dictionary.analysis.wholeCorpus || tokens.some(({ count }) => count === null)) return null
  return tokens.reduce((sum, { count }) => sum + (count ?? 0), 0)
}
