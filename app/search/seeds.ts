import { type Seed, seed } from '@/app/_ui/data/hydrated'
import { type Searched, searchQueries } from '@/app/_ui/data/queries/search'
import { POSTING_LIMIT, SEARCH_LISTS } from '@/lib/contract/search'
import type { Published } from '@/lib/db/published'
import { labelsAnswer, resolveAnswer, tokensAnswer } from '@/lib/db/queries/search-answers'
import type { Pool } from '@/lib/db/transaction'
import { maxDensityOf, type SearchView } from './address'
import { chosenTokens } from './chosen-tokens'
import { resolveOf } from './resolve-of'
import { rowsOf } from './rows-of'

/** Returns what the first view of the page shows, read without a request of the browser. */
export async function searchSeeds(pool: Pool, dictionary: Published, view: SearchView): Promise<Seed[]> {
  const searched = { dictionary: dictionary.slug, analysis: dictionary.analysis.id }
  if (view.tab === 'features') return []
  if (view.tab === 'labels') return labelSeeds(pool, dictionary, searched, view)
  const [token, ids] = resolveOf(view)
  const id = ids === undefined ? undefined : ids.split(',').map(Number)
  const resolved = await resolveAnswer(pool, dictionary, { token, id })
  const known = seed(searchQueries.resolve(searched, token, ids), resolved)
  const chosen = chosenTokens(resolved.tokens, view).map((one) => one.id)
  if (chosen.length === 0) return [known, ...(await labelSeeds(pool, dictionary, searched, view))]
  const lists = SEARCH_LISTS.map(async (list) => {
    const limits = { limit: rowsOf(view, list), ...maxDensityOf(view) }
    const by = ({ fires: 'activation', raises: 'promotes', lowers: 'suppresses' } as const)[list]
    const answer = await tokensAnswer(pool, dictionary, { id: chosen, by, sort: view.sort, ...limits })
    return seed(searchQueries.tokens(searched, { list, ids: chosen, sort: view.sort, ...limits }), answer)
  })
  return [known, ...(await Promise.all(lists))]
}

async function labelSeeds(
  pool: Pool,
  dictionary: Published,
  searched: Searched,
  view: SearchView,
): Promise<Seed[]> {
  if (view.q.trim() === '') return []
  const asked = { q: view.q, limit: POSTING_LIMIT, ...maxDensityOf(view) }
  return [seed(searchQueries.labels(searched, asked), await labelsAnswer(pool, dictionary, asked))]
}
