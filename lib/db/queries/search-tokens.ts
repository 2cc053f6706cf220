import { type MatchedToken, readingsOf } from '@/lib/contract/search'
import { tokenText } from '@/lib/view/token-view'
import { prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { corpusCounts } from './corpus-counts'
import { type Vocabulary, vocabulary } from './vocabulary'

/** Number of tokens that begin with the text, shown next to the tokens that are the text. */
const PREFIXES = 6

interface Row {
  id: number
  bytes: Buffer
  count: number | null
}

/**
 * Tokens a text may mean, special ones left out: the token itself, with a leading space, in other case, and
 * the commonest that begin with it. A text that begins with a space means such tokens alone. A text with marks for
 * characters one cannot see means those characters, and itself first where it is a token.
 */
export async function resolveTokens(
  db: Queryable,
  dictionary: Published,
  text: string,
): Promise<{ tokens: MatchedToken[]; prefixes: number }> {
  if (text === '') return { tokens: [], prefixes: 0 }
  const [words, counts] = await Promise.all([
    vocabulary(db, dictionary.tokenizerHash),
    corpusCounts(db, dictionary.analysis.corpusId),
  ])
  const found = new Map<number, MatchedToken>()
  for (const typed of readingsOf(text))
    for (const hit of tokensLike(words, counts, typed)) if (!found.has(hit.id)) found.set(hit.id, hit)
  const hits = [...found.values()]
  const prefixes = hits.filter(({ match }) => match === 'prefix').sort(commonestFirst)
  return {
    tokens: [...hits.filter(({ match }) => match !== 'prefix'), ...prefixes.slice(0, PREFIXES)],
    prefixes: prefixes.length,
  }
}

/** Returns the tokens that are a text or begin with it, the closest first. */
function tokensLike(
  words: Vocabulary,
  counts: ReadonlyMap<number, number>,
  typed: string,
): readonly MatchedToken[] {
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
  }).sort(commonestFirst)
  const having = (match: MatchedToken['match']) => hits.filter((hit) => hit.match === match)
  return [...having('exact'), ...having('space'), ...having('case'), ...having('prefix')]
}

const commonestFirst = (a: MatchedToken, b: MatchedToken) => (b.count ?? -1) - (a.count ?? -1) || a.id - b.id

/** Returns tokens by id, in the given order; unknown ids are absent. */
export async function tokensById(
  db: Queryable,
  dictionary: Published,
  ids: readonly number[],
): Promise<MatchedToken[]> {
  const { rows } = await db.query<Row & { special: boolean }>(
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

/** Returns the most common tokens of the corpus, for the page before a search. */
export async function commonTokens(
  db: Queryable,
  dictionary: Published,
  limit: number,
): Promise<MatchedToken[]> {
  const { rows } = await db.query<{ token_id: number }>(
    prepared(
      `SELECT c.token_id FROM corpus_token c
       JOIN token t ON t.tokenizer_hash = $2 AND t.id = c.token_id AND NOT t.special
      WHERE c.corpus_id = $1 AND t.text ~ '[[:alpha:]]{3}' ORDER BY c.count DESC, c.token_id LIMIT $3`,
      [dictionary.analysis.corpusId, dictionary.tokenizerHash, limit],
    ),
  )
  return tokensById(
    db,
    dictionary,
    rows.map((row) => row.token_id),
  )
}

/** Returns the occurrences of all tokens together in the analysed text; null if the analysis read only a part. */
export function occurrencesOf(dictionary: Published, tokens: readonly MatchedToken[]): number | null {
  if (!dictionary.analysis.wholeCorpus || tokens.some(({ count }) => count === null)) return null
  return tokens.reduce((sum, { count }) => sum + (count ?? 0), 0)
}
