import type { BrowseList } from '@/lib/contract/browse-query'
import type { ExportFormat } from '@/lib/contract/export'
import { exportHead, exportLine } from '@/lib/view/export-features'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { listFeatures } from './browse'

/** Number of features that are read at once. */
const CHUNK = 500

/**
 * Yields the features of a query in its order as chunks of text. Each chunk is read when the reader needs it, from the
 * cursor of the chunk before, so that a slow reader holds neither memory nor a connection.
 */
export async function* exportFeatures(
  db: Queryable,
  published: Published,
  query: BrowseList,
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
