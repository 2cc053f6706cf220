import { SearchTokensQuerySchema } from '@/lib/contract/search'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { searchFiresOn, searchMoves } from '@/lib/db/queries/search'
import { occurrencesOf, resolveTokens, tokensById } from '@/lib/db/queries/search-tokens'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** Features ranked by what they do on a token. A text means the tokens that are it, with or without a space. */
export const GET = route({ query: SearchTokensQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getPublished(db, query.dictionary)
  const tokens = query.id
    ? await tokensById(db.pool, dictionary, query.id)
    : (await resolveTokens(db.pool, dictionary, query.token ?? '')).tokens.filter(
        ({ match }) => match !== 'prefix',
      )
  const ids = tokens.map(({ id }) => id)
  const limits = { maxDensity: query.maxDensity, limit: query.limit }
  const { items, total, kept, cut, exact } =
    query.by === 'activation'
      ? await searchFiresOn(db.pool, dictionary, ids, {
          ...limits,
          sort: query.sort,
          occurrences: occurrencesOf(dictionary, tokens),
        })
      : await searchMoves(db.pool, dictionary, ids, query.by, limits)
  return { tokens, items, nextCursor: null, total, kept, cut, exact }
})
