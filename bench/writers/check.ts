import type { Acknowledged, Written } from './annotators'

/** A row of a study's export. */
export interface ExportRow {
  readonly submission: string | null
  readonly item: string
  readonly annotator: string
  readonly outcome: string
  readonly confidence: number | null
}

export interface Checked {
  readonly lost: number
  readonly doubled: number
  /** Stored with answers that differ from the acknowledged ones. */
  readonly altered: number
  /** Undone, but still there. */
  readonly undead: number
  /** More scores than assignments, for an item and a person or for an item. */
  readonly crowded: number
  /** Stored but never acknowledged. */
  readonly unasked: number
}

/** Compares acknowledged scores with the export. A correct export gives only zeros. Pure. */
export function check(
  { acknowledged, undone }: Pick<Written, 'acknowledged' | 'undone'>,
  rows: readonly ExportRow[],
  annotatorsEach: number,
): Checked {
  const scores = rows.filter((row) => row.outcome === 'scored')
  const bySubmission = countBy(scores, (row) => row.submission ?? '')
  const stored = new Map(scores.map((row) => [row.submission, row]))
  const isSame = (score: Acknowledged) => {
    const row = stored.get(score.submission)
    return (
      row?.item === score.item && row.annotator === score.annotator && row.confidence === score.confidence
    )
  }
  const known = new Set(acknowledged.map(({ submission }) => submission))
  const byPlace = countBy(scores, (row) => `${row.item} ${row.annotator}`)
  const byItem = countBy(scores, (row) => row.item)
  const beyond = (counts: ReadonlyMap<string, number>, most: number) =>
    [...counts.values()].filter((count) => count > most).length
  return {
    lost: acknowledged.filter(({ submission }) => !stored.has(submission)).length,
    doubled: beyond(bySubmission, 1),
    altered: acknowledged.filter((score) => stored.has(score.submission) && !isSame(score)).length,
    undead: undone.filter((submission) => stored.has(submission)).length,
    crowded: beyond(byPlace, 1) + beyond(byItem, annotatorsEach),
    unasked: scores.filter(({ submission }) => !submission || !known.has(submission)).length,
  }
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}
