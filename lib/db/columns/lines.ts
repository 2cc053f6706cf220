/**
 * What a list shows of a feature beside its figures and its label: tokens, bars and the context of its strongest
 * example, as JSON that the API answers as it is. An analysis stores them in blocks of features in order of index; a
 * process keeps the blocks it read, as bytes, which cost nothing while they lie there.
 */
import { SemascopeError } from '@/lib/errors'
import { prepared } from '../prepared'
import { processWide } from '../process-wide'
import type { Queryable } from '../transaction'

/** As stored. */
export const FEATURES_A_BLOCK = 64
export const LINE_END = '\n'

/** Bytes of blocks kept, about 500 a feature; those used longest ago go. */
const KEPT_BYTES = 128 * 2 ** 20

/** Lines in the order of the features asked for. Throws `internal` for a feature that no stored block has. */
export async function featureLines(
  db: Queryable,
  analysisId: number,
  indices: readonly number[],
): Promise<string[]> {
  const blocks = await blocksOf(db, analysisId, [...new Set(indices.map(blockOf))])
  return indices.map((index) => {
    const block = blocks.get(blockOf(index))
    const at = index % FEATURES_A_BLOCK
    if (block === undefined || at >= block.ends.length)
      throw new SemascopeError('internal', `no line is stored of feature ${index} of analysis ${analysisId}`)
    return block.bytes.toString('utf8', at === 0 ? 0 : block.ends[at - 1] + 1, block.ends[at])
  })
}

const blockOf = (index: number) => Math.floor(index / FEATURES_A_BLOCK)

interface Block {
  readonly bytes: Buffer
  /** Where each line ends. */
  readonly ends: readonly number[]
}

const kept = processWide('list blocks', () => ({ blocks: new Map<string, Block>(), bytes: 0 }))

async function blocksOf(
  db: Queryable,
  analysisId: number,
  numbers: readonly number[],
): Promise<Map<number, Block>> {
  const found = new Map<number, Block>()
  for (const number of numbers) {
    const block = take(analysisId, number)
    if (block) found.set(number, block)
  }
  const missing = numbers.filter((number) => !found.has(number))
  if (missing.length > 0)
    for (const [number, block] of await readBlocks(db, analysisId, missing)) found.set(number, block)
  for (const [number, block] of found) keep(analysisId, number, block)
  return found
}

function take(analysisId: number, number: number): Block | undefined {
  const key = `${analysisId}/${number}`
  const block = kept.blocks.get(key)
  if (kept.blocks.delete(key)) kept.bytes -= block?.bytes.length ?? 0
  return block
}

function keep(analysisId: number, number: number, block: Block): void {
  take(analysisId, number)
  kept.blocks.set(`${analysisId}/${number}`, block)
  kept.bytes += block.bytes.length
  for (const [key, { bytes }] of kept.blocks) {
    if (kept.bytes <= KEPT_BYTES) break
    kept.blocks.delete(key)
    kept.bytes -= bytes.length
  }
}

async function readBlocks(
  db: Queryable,
  analysisId: number,
  numbers: readonly number[],
): Promise<[number: number, block: Block][]> {
  const { rows } = await db.query<{ block: number; lines: Buffer }>(
    prepared('SELECT block, lines FROM list_block WHERE analysis_id = $1 AND block = ANY ($2::integer[])', [
      analysisId,
      numbers,
    ]),
  )
  return rows.map(({ block, lines }) => [block, { bytes: lines, ends: endsOf(lines) }])
}

function endsOf(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) ends.push(at)
  return ends
}
