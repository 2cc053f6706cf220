/**
 * Creates the indexes of the partitions that lists of features are read from. They are made when an analysis is
 * published, not on the partitioned tables, because filling a table with these indexes takes several times as long.
 */
import { SORTABLE, STATISTICS } from '@/lib/domain/statistics'
import { orderExpression } from './browse/order-expression'
import { LABEL_CHARACTERS, LABEL_STEMS } from './label-text'
import { type PartitionedTable, partitionName } from './partitions'
import { type Client, type Pool, transaction } from './transaction'

interface ListIndex {
  readonly table: PartitionedTable
  /** Suffix to the name of the partition. */
  readonly suffix: string
  readonly on: string
}

const INDEXES: readonly ListIndex[] = [
  // One for each direction: first the features that fire and have the statistic, equal ones by number.
  ...SORTABLE.flatMap((name) =>
    (['asc', 'desc'] as const).map((order) => ({
      table: 'feature_stat' as const,
      suffix: `${STATISTICS[name].column}_${order}`,
      on: `(${orderExpression(name)} ${order} NULLS LAST, index)`,
    })),
  ),
  // The place of a feature by density is counted from this index alone.
  { table: 'feature_stat', suffix: 'density_place', on: '(analysis_id, density DESC, index)' },
  // Labels of one kind, the best first.
  {
    table: 'feature_stat',
    suffix: 'label_kind',
    on: `(label_kind, ${orderExpression('labelScore')} DESC NULLS LAST, index)`,
  },
  { table: 'feature_stat', suffix: 'label_text', on: `USING gin (${LABEL_CHARACTERS} gin_trgm_ops)` },
  { table: 'feature_stat', suffix: 'label_stems', on: `USING gin (${LABEL_STEMS})` },
  { table: 'feature_stat', suffix: 'top_tokens', on: 'USING gin (top_tokens)' },
  { table: 'feature_stat', suffix: 'person_tags', on: 'USING gin (person_tags)' },
  { table: 'feature_stat', suffix: 'tagged', on: `(index) WHERE person_tags <> '{}'` },
  // The counts of all choices read this index alone: a seventh of the bytes of the table.
  {
    table: 'feature_stat',
    suffix: 'counted',
    on: `(index) INCLUDE (analysis_id, count, density, max_activation, single_token_share, label_kind, label_score,
      stars, annotated, tags)`,
  },
  { table: 'feature_detail', suffix: 'token_ids', on: 'USING gin (token_ids)' },
  { table: 'feature_detail', suffix: 'promoted_ids', on: 'USING gin (promoted_ids)' },
]

const indexName = ({ table, suffix }: ListIndex, analysisId: number) =>
  `${partitionName(table, analysisId)}_${suffix}`

/**
 * Creates the missing indexes of an analysis and returns their number. Each index reads the whole analysis and blocks
 * its writers, so call it before publishing, inside a transaction.
 */
export async function createListIndexes(client: Client, analysisId: number): Promise<number> {
  // A second process waits here and then finds the indexes made.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('list indexes'), $1)`, [analysisId])
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid IN (to_regclass($1), to_regclass($2))`,
    [partitionName('feature_stat', analysisId), partitionName('feature_detail', analysisId)],
  )
  const present = new Set(rows.map(({ name }) => name))
  const missing = INDEXES.filter((index) => !present.has(indexName(index, analysisId)))
  for (const index of missing)
    await client.query(
      `CREATE INDEX ${indexName(index, analysisId)} ON ${partitionName(index.table, analysisId)} ${index.on}`,
    )
  return missing.length
}

/**
 * Creates the missing list indexes of published analyses, for example of an older version, and updates their
 * statistics. If nothing is missing, this is one statement.
 */
export async function indexPublished(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT d.current_analysis_id AS id FROM dictionary d
      WHERE d.current_analysis_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM unnest($1::text[], $2::text[]) AS wanted(relation, suffix)
         WHERE to_regclass(wanted.relation || '_' || d.current_analysis_id || '_' || wanted.suffix) IS NULL)
      ORDER BY d.current_analysis_id`,
    [INDEXES.map(({ table }) => table), INDEXES.map(({ suffix }) => suffix)],
  )
  for (const { id } of rows)
    await transaction(pool, async (client) => {
      if ((await createListIndexes(client, id)) > 0) await analyse(client, id)
    })
}

/** Updates the planner's statistics of an analysis and its indexes. */
async function analyse(client: Client, analysisId: number): Promise<void> {
  for (const table of ['feature_stat', 'feature_detail'] as const)
    await client.query(`ANALYZE ${partitionName(table, analysisId)}`)
}
