import type { FeatureList, ListSummary } from '@/lib/contract/lists'
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { prepared } from '../prepared'
import { nameFeatures, UNNAMED } from './named-features'

interface SummaryRow extends Omit<ListSummary, 'createdAt' | 'updatedAt'> {
  id: number
  createdAt: Date
  updatedAt: Date
}

const SELECT = `
  SELECT l.id, l.slug, l.name, l.owner, l.created_at AS "createdAt", l.updated_at AS "updatedAt",
         (SELECT count(*)::int FROM list_entry e WHERE e.list_id = l.id AND e.retired_at IS NULL) AS entries
    FROM feature_list l WHERE l.retired_at IS NULL`

function summary({ id: _, createdAt, updatedAt, ...row }: SummaryRow): ListSummary {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}

/** All lists, the one changed last first. */
export async function readLists(): Promise<ListSummary[]> {
  const { pool } = await database()
  const { rows } = await pool.query<SummaryRow>(
    prepared(`${SELECT} ORDER BY l.updated_at DESC, l.id DESC LIMIT 500`),
  )
  return rows.map(summary)
}

interface EntryRow {
  id: number
  dictionary: string
  feature: number
  note: string
  addedAt: Date
  analysisId: number | null
  tokenizerHash: string
}

/** A list with its features as they are called now. Throws `not_found`. */
export async function readList(slug: string): Promise<FeatureList> {
  const { pool } = await database()
  const { rows: lists } = await pool.query<SummaryRow>(prepared(`${SELECT} AND l.slug = $1`, [slug]))
  const list = lists[0]
  if (!list) throw new SemascopeError('not_found', `there is no list "${slug}"`)
  const { rows } = await pool.query<EntryRow>(
    prepared(
      `SELECT e.id, d.slug AS dictionary, e."index" AS feature, e.note, e.created_at AS "addedAt",
            d.current_analysis_id AS "analysisId", m.tokenizer_hash AS "tokenizerHash"
       FROM list_entry e JOIN dictionary d ON d.id = e.dictionary_id JOIN model m ON m.id = d.model_id
      WHERE e.list_id = $1 AND e.retired_at IS NULL ORDER BY e.rank, e.id`,
      [list.id],
    ),
  )
  const names = await nameAll(rows)
  return {
    ...summary(list),
    entries: rows.length,
    items: rows.map(({ analysisId, tokenizerHash: _, addedAt, ...row }) => {
      const { label, topTokens } = names.get(analysisId)?.get(row.feature) ?? UNNAMED
      return { ...row, label, topTokens, addedAt: addedAt.toISOString() }
    }),
  }
}

/** By analysis and feature. */
async function nameAll(rows: readonly EntryRow[]) {
  const analyses = new Map<number | null, EntryRow[]>()
  for (const row of rows) analyses.set(row.analysisId, [...(analyses.get(row.analysisId) ?? []), row])
  const named = [...analyses].map(async ([analysisId, entries]) => {
    const indices = entries.map(({ feature }) => feature)
    const names =
      analysisId === null ? null : await nameFeatures(analysisId, entries[0].tokenizerHash, indices)
    return [analysisId, names] as const
  })
  return new Map(await Promise.all(named))
}
