/** What the API and the page of search answer with, from one place, so that both say the same. */
import type { z } from 'zod'
import { wholeList } from '@/lib/contract/scalars'
import type {
  ResolveAnswer,
  ResolveQuerySchema,
  SearchLabelsAnswerSchema,
  SearchLabelsQuerySchema,
  SearchTokensAnswerSchema,
  SearchTokensQuerySchema,
} from '@/lib/contract/search'
import type { Published } from '../published'
import type { Pool } from '../transaction'
import { searchFiresOn, searchMoves } from './search'
import { searchLabels } from './search-labels'
import { commonTokens, occurrencesOf, resolveTokens, tokensById } from './search-tokens'
import { vocabulary } from './vocabulary'

/** Number of common tokens that are offered where no token was found. */
const COMMON = 14

type Asked<Schema extends z.ZodType> = Omit<z.infer<Schema>, 'dictionary'>

/** Returns features ranked by what they do on a token. A text means the tokens with this text, with or without a space. */
export async function tokensAnswer(
  pool: Pool,
  dictionary: Published,
  query: Asked<typeof SearchTokensQuerySchema>,
): Promise<z.infer<typeof SearchTokensAnswerSchema>> {
  const tokens = query.id
    ? await tokensById(pool, dictionary, query.id)
    : (await resolveTokens(pool, dictionary, query.token ?? '')).tokens.filter(
        ({ match }) => match !== 'prefix',
      )
  const ids = tokens.map(({ id }) => id)
  const limits = { maxDensity: query.maxDensity, limit: query.limit }
  const { items, ...counts } =
    query.by === 'activation'
      ? await searchFiresOn(pool, dictionary, ids, {
          ...limits,
          sort: query.sort,
          occurrences: occurrencesOf(dictionary, tokens),
        })
      : await searchMoves(pool, dictionary, ids, query.by, limits)
  return { tokens, ...wholeList<(typeof items)[number]>(items), ...counts }
}

/** Returns the tokens that a text may mean, or those with some ids. */
export async function resolveAnswer(
  pool: Pool,
  dictionary: Published,
  { token, id }: Asked<typeof ResolveQuerySchema>,
): Promise<ResolveAnswer> {
  const found =
    token === '' && id
      ? { tokens: await tokensById(pool, dictionary, id), prefixes: 0 }
      : await resolveTokens(pool, dictionary, token)
  return {
    ...found,
    vocabulary: (await vocabulary(pool, dictionary.tokenizerHash)).size,
    common: found.tokens.length > 0 ? [] : await commonTokens(pool, dictionary, COMMON),
  }
}

/** Returns features by words of their label, or by the kind of tokens that the words name. */
export async function labelsAnswer(
  pool: Pool,
  dictionary: Published,
  query: Asked<typeof SearchLabelsQuerySchema>,
): Promise<z.infer<typeof SearchLabelsAnswerSchema>> {
  const { items, total, ofKind } = await searchLabels(pool, dictionary, query.q, query)
  return { ...wholeList(items), total, ofKind }
}
