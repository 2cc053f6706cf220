/**
 * Merges one block of features over all shards. Shards are given in corpus order; the result does not depend on the
 * order in which they were computed.
 */
import { SemascopeError } from '@/lib/errors'
import { ByteReader } from './bytes'
import { readFeature } from './feature-bytes'
import { createFeatureStore, type FeatureStore } from './feature-store'
import { type BlockHeader, readBlockHeader } from './summary-bytes'
import { type FeatureTokens, joinTokens, TokenGatherer, type TokenStatRows } from './token-rows'

/** Features firstFeature … firstFeature + features over the whole corpus; array indices start at the first. */
export interface MergedBlock extends BlockHeader {
  readonly store: FeatureStore
  readonly tokens: TokenStatRows
}

/** Merges the same block of every shard. Throws `invalid_input` with the shard that does not fit. */
export function mergeBlock(shards: readonly Uint8Array[]): MergedBlock {
  const inputs = shards.map((bytes, shard) => new ByteReader(bytes, `summary of shard ${shard}`))
  const headers = inputs.map(readBlockHeader)
  const header = headers[0]
  if (!header) throw new SemascopeError('invalid_input', 'no shard summaries to merge')
  headers.forEach((other, shard) => {
    if (JSON.stringify(other) !== JSON.stringify(header))
      throw new SemascopeError(
        'invalid_input',
        `summary of shard ${shard}: ${JSON.stringify(other)}, shard 0 has ${JSON.stringify(header)}`,
      )
  })
  const store = createFeatureStore(header.features)
  const gathered = new TokenGatherer(header.dVocab)
  const tokens: FeatureTokens[] = []
  for (let i = 0; i < header.features; i++) {
    for (const input of inputs) readFeature(input, store, gathered, i)
    tokens.push(gathered.take())
  }
  for (const input of inputs) input.end()
  return { ...header, store, tokens: joinTokens(tokens) }
}
