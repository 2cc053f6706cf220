/** Labels by explainers, which belong to an analysis. */
import { SemascopeError } from '@/lib/errors'
import { copyRows } from '../copy'
import { refreshShown } from '../shown-columns'
import { onClient } from '../statement-runner'
import type { Client } from '../transaction'

export interface ComputedLabel {
  readonly index: number
  readonly text: string
  readonly hypothesis: unknown
  readonly score: number | null
  readonly scoreKind: string | null
  readonly evidence: unknown
}

/**
 * Replaces the labels by one explainer of features [from, to) of an analysis, and refreshes the shown columns.
 * Repeating it changes nothing. Call it inside a transaction.
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
  // People also change what is shown of a current analysis; nobody else changes one that is being made.
  await client.query(
    'SELECT 1 FROM dictionary WHERE id = $1 AND current_analysis_id = $2 FOR NO KEY UPDATE',
    [of.dictionaryId, of.analysisId],
  )
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
}
