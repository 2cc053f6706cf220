import { wholeList } from '@/lib/contract/scalars'
import { getPublished } from '@/lib/db/published'
import { searchFiresOn, searchMoves } from '@/lib/db/queries/search'
import { searchLabels } from '@/lib/db/queries/search-labels'
import { occurrencesOf, resolveTokens, tokensById } from '@/lib/db/queries/search-tokens'
import { suggest } from '@/lib/db/queries/suggest'
import { api } from '../_lib/implement'

const os = api.search

export const search = {
  /** Returns features ranked by what they do on a token. A text means the tokens with this text, with or without a space. */
  tokens: os.tokens.handler(async ({ context: { db }, input: { query } }) => {
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
    return { tokens, ...wholeList<(typeof items)[number]>(items), total, kept, cut, exact }
  }),

  labels: os.labels.handler(async ({ context: { db }, input: { query } }) => {
    const dictionary = await getPublished(db, query.dictionary)
    const { items, total, ofKind } = await searchLabels(db.pool, dictionary, query.q, query)
    return { ...wholeList(items), total, ofKind }
  }),

  suggest: os.suggest.handler(({ context: { db }, input: { query } }) =>
    suggest(db, query.q, query.dictionary),
  ),
}
