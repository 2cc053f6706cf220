import { SemascopeError } from '@/lib/errors'
import { dropColumns } from './columns/build'
import { copyRows } from './copy'
import { recordChange, requireAuthor } from './marks/changes'
import { prepared } from './prepared'
import { lockFeature, refreshShown } from './shown-columns'
import { onClient } from './statement-runner'
import { type Client, type Pool, type Queryable, transaction } from './transaction'

export interface LabelRow {
  readonly id: number
  readonly text: string
  readonly authorKind: 'person' | 'rules' | 'llm'
  readonly author: string
  readonly analysisId: number | null
  readonly hypothesis: unknown
  readonly score: number | null
  readonly scoreKind: string | null
  readonly evidence: unknown
  readonly createdAt: Date
  readonly retiredAt: Date | null
  /** Whether this is its author's standing label: the newest of the author, and not retired. */
  readonly current: boolean
}

/**
 * Labels of one feature, newest first, with the history of people's. Computed labels of analyses other than the
 * current one are left out.
 */
export async function listLabels(db: Queryable, dictionaryId: number, index: number): Promise<LabelRow[]> {
  const { rows } = await db.query<LabelRow>(
    prepared(
      `SELECT l.id, text, author_kind AS "authorKind", author, analysis_id AS "analysisId", hypothesis, score,
       score_kind AS "scoreKind", evidence, l.created_at AS "createdAt", retired_at AS "retiredAt",
       retired_at IS NULL AND row_number() OVER (
         PARTITION BY author_kind, author, retired_at IS NULL ORDER BY l.created_at DESC, l.id DESC) = 1 AS current
     FROM label l JOIN dictionary d ON d.id = l.dictionary_id
     WHERE l.dictionary_id = $1 AND "index" = $2 AND (analysis_id IS NULL OR analysis_id = d.current_analysis_id)
     ORDER BY l.created_at DESC, l.id DESC`,
      [dictionaryId, index],
    ),
  )
  return rows
}

/**
 * Adds a person's label; earlier ones stay as history. Returns its id and the change. The feature's shown label
 * changes in the same transaction. Throws `not_found`, or `invalid_input` for a text or name of the wrong length.
 */
export async function addLabel(
  pool: Pool,
  label: { dictionaryId: number; index: number; text: string; author: string },
): Promise<{ id: number; change: number }> {
  const text = label.text.trim()
  const author = label.author.trim()
  checkLength('a label', text, 280)
  checkLength("an author's name", author, 80)
  return transaction(pool, async (client) => {
    const { dictionaryId, index } = label
    const analysisId = await lockFeature(onClient(client), { dictionaryId, index })
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO label (dictionary_id, "index", text, author_kind, author) VALUES ($1, $2, $3, 'person', $4)
       RETURNING id`,
      [dictionaryId, index, text, author],
    )
    await refreshShown(onClient(client), { dictionaryId, analysisId, index })
    const { id } = rows[0]
    return { id, change: await recordChange(client, { person: author, kind: 'label', stands: id }) }
  })
}

/** Length as Postgres counts it: in code points. */
function checkLength(what: string, text: string, most: number): void {
  const length = [...text].length
  if (length < 1 || length > most || text.includes('\0'))
    throw new SemascopeError('invalid_input', `${what} has 1 to ${most} characters, this one has ${length}`)
}

/**
 * Retires a person's own label; it stays in the history. Returns the change, null when it is retired already, and the
 * feature it was on. Throws `not_found`, and `forbidden` for a computed label, which belongs to its analysis, or
 * somebody else's.
 */
export async function retireLabel(
  pool: Pool,
  labelId: number,
  person: string,
): Promise<{ change: number | null; dictionaryId: number; index: number }> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{
      dictionaryId: number
      index: number
      kind: string
      author: string
    }>(
      `SELECT dictionary_id AS "dictionaryId", "index", author_kind AS kind, author FROM label WHERE id = $1`,
      [labelId],
    )
    const found = rows[0]
    if (!found) throw new SemascopeError('not_found', `there is no label ${labelId}`)
    if (found.kind !== 'person')
      throw new SemascopeError('forbidden', `label ${labelId} is computed and goes with its analysis`)
    requireAuthor(`label ${labelId}`, found.author, person)
    const { dictionaryId, index } = found
    const analysisId = await lockFeature(onClient(client), { dictionaryId, index })
    const { rowCount } = await client.query(
      'UPDATE label SET retired_at = now() WHERE id = $1 AND retired_at IS NULL',
      [labelId],
    )
    if (rowCount === 0) return { change: null, dictionaryId, index }
    await refreshShown(onClient(client), { dictionaryId, analysisId, index })
    const change = await recordChange(client, { person, kind: 'label', ended: labelId })
    return { change, dictionaryId, index }
  })
}

export interface ComputedLabel {
  readonly index: number
  readonly text: string
  readonly hypothesis: unknown
  readonly score: number | null
  readonly scoreKind: string | null
  readonly evidence: unknown
}

/**
 * Replaces the labels that one explainer gave features [from, to) of an analysis, and refreshes what is shown.
 * Inside the caller's transaction; idempotent.
 */
export async function replaceComputedLabels(
  client: Client,
  of: {
    dictionaryId: number
    analysisId: number
    authorKind: 'rules' | 'llm'
    author: string
    from: number
    to: number
  },
  labels: Iterable<ComputedLabel>,
): Promise<void> {
  // Of a current analysis people change what is shown too; of one that is being made nobody else does.
  await client.query('UPDATE dictionary SET marks = marks + 1 WHERE id = $1 AND current_analysis_id = $2', [
    of.dictionaryId,
    of.analysisId,
  ])
  await client.query(
    `DELETE FROM label WHERE dictionary_id = $1 AND analysis_id = $2 AND author_kind = $3 AND author = $4
       AND "index" >= $5 AND "index" < $6`,
    [of.dictionaryId, of.analysisId, of.authorKind, of.author, of.from, of.to],
  )
  const rows = function* () {
    for (const l of labels) {
      if (l.index < of.from || l.index >= of.to)
        throw new SemascopeError(
          'internal',
          `label of feature ${l.index} is outside its part [${of.from}, ${of.to})`,
        )
      yield [
        ...[of.dictionaryId, l.index, l.text, of.authorKind, of.author, of.analysisId],
        ...[l.hypothesis, l.score, l.scoreKind, l.evidence],
      ]
    }
  }
  await copyRows(
    client,
    'label',
    [
      { name: 'dictionary_id', type: 'int4' },
      { name: 'index', type: 'int4' },
      { name: 'text', type: 'text' },
      { name: 'author_kind', type: 'text' },
      { name: 'author', type: 'text' },
      { name: 'analysis_id', type: 'int4' },
      { name: 'hypothesis', type: 'jsonb' },
      { name: 'score', type: 'float4' },
      { name: 'score_kind', type: 'text' },
      { name: 'evidence', type: 'jsonb' },
    ],
    rows(),
  )
  const { dictionaryId, analysisId, from, to } = of
  await refreshShown(onClient(client), { dictionaryId, analysisId, from, to })
  await dropColumns(client, of.analysisId)
}
