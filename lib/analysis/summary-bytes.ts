/**
 * The bytes of a shard's summary: one record for the totals and one for each block of features, so that the merge holds
 * one block of all shards at a time. The bytes are a function of the summary's content alone.
 */
import { SemascopeError } from '@/lib/errors'
import { ByteReader, ByteWriter } from './bytes'
import { type CorpusTotals, createTotals } from './corpus-totals'

/** Number of features in a block. */
const BLOCK_FEATURES = 512
const MAGIC = 0x534d4231

/** The header of a block's bytes; all shards of a run have the same one. */
export interface BlockHeader {
  readonly firstFeature: number
  readonly features: number
  readonly dSae: number
  readonly dVocab: number
  readonly seed: number
}

/** Returns the number of blocks of a dictionary. */
export function blockCount(dSae: number): number {
  return Math.ceil(dSae / BLOCK_FEATURES)
}

/** Returns the headers of all blocks, in order of features. */
export function blockHeaders(settings: Pick<BlockHeader, 'dSae' | 'dVocab' | 'seed'>): BlockHeader[] {
  const { dSae, dVocab, seed } = settings
  return Array.from({ length: blockCount(dSae) }, (_, block) => {
    const firstFeature = block * BLOCK_FEATURES
    return { firstFeature, features: Math.min(BLOCK_FEATURES, dSae - firstFeature), dSae, dVocab, seed }
  })
}

export function writeBlockHeader(out: ByteWriter, header: BlockHeader): void {
  out.uint32(MAGIC)
  out.uint32(header.seed)
  for (const word of [header.firstFeature, header.features, header.dSae, header.dVocab]) out.varint(word)
}

/** Reads the header of a block. Throws `invalid_input` if there is none. */
export function readBlockHeader(input: ByteReader): BlockHeader {
  const magic = input.uint32()
  if (magic !== MAGIC) throw new SemascopeError('invalid_input', 'shard summary: not a block of one')
  const seed = input.uint32()
  return {
    seed,
    firstFeature: input.varint(),
    features: input.varint(),
    dSae: input.varint(),
    dVocab: input.varint(),
  }
}

/** Returns the totals of a shard as bytes. */
export function serialiseTotals(totals: CorpusTotals): Uint8Array {
  const out = new ByteWriter()
  for (const n of [totals.sequences, totals.contentTokens, totals.specialTokens, totals.specialFirings])
    out.varint(n)
  out.varint(totals.tokenCounts.length)
  for (const n of totals.tokenCounts) out.varint(n)
  return out.take()
}

/** Adds up the totals of all shards. Throws `invalid_input` if there are none or vocabularies differ. */
export function mergeTotals(shards: readonly Uint8Array[]): CorpusTotals {
  let merged: CorpusTotals | undefined
  shards.forEach((bytes, shard) => {
    const input = new ByteReader(bytes, `totals of shard ${shard}`)
    const [sequences, content, special, firings, dVocab] = Array.from({ length: 5 }, () => input.varint())
    merged ??= createTotals(dVocab)
    if (merged.tokenCounts.length !== dVocab)
      throw new SemascopeError(
        'invalid_input',
        `totals of shard ${shard}: vocabulary of ${dVocab}, ${merged.tokenCounts.length} in shard 0`,
      )
    merged.sequences += sequences
    merged.contentTokens += content
    merged.specialTokens += special
    merged.specialFirings += firings
    for (let token = 0; token < dVocab; token++) merged.tokenCounts[token] += input.varint()
    input.end()
  })
  if (!merged) throw new SemascopeError('invalid_input', 'no shard totals to merge')
  return merged
}
