import type { FeaturesQuery } from '@/lib/contract/browse-query'
import type { ExportFormat } from '@/lib/contract/export'
import { exportHead, exportLine } from '@/lib/view/export-features'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { listFeatures } from './browse'

/** Features read at once. */
const CHUNK = 500

/**
 * Yields the features a query leaves, in its order, as text a chunk at a time: each chunk is read when it is asked for,
 * from the cursor of the one before, so a slow reader holds neither memory nor a connection.
 */
export async function* exportFeatures(
  db: Queryable,
  published: Published,
  query: FeaturesQuery,
  format: ExportFormat,
): AsyncGenerator<string> {
  yield exportHead(format)
  let cursor: string | undefined
  do {
    const page = await listFeatures(db, published, { ...query, limit: CHUNK, examples: 0, cursor })
    yield page.items.map((row) => exportLine(format, row)).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
