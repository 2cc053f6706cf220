import { getPublished } from '@/lib/db/published'
import { labelsAnswer, resolveAnswer, tokensAnswer } from '@/lib/db/queries/search-answers'
import { suggest } from '@/lib/db/queries/suggest'
import { api } from '../_lib/implement'

const os = api.search

export const search = {
  tokens: os.tokens.handler(async ({ context: { db }, input: { query } }) =>
    tokensAnswer(db.pool, await getPublished(db, query.dictionary), query),
  ),

  resolve: os.resolve.handler(async ({ context: { db }, input: { query } }) =>
    resolveAnswer(db.pool, await getPublished(db, query.dictionary), query),
  ),

  labels: os.labels.handler(async ({ context: { db }, input: { query } }) =>
    labelsAnswer(db.pool, await getPublished(db, query.dictionary), query),
  ),

  suggest: os.suggest.handler(({ context: { db }, input: { query } }) =>
    suggest(db, query.q, query.dictionary),
  ),
}
