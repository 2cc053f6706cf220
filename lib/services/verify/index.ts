/** Checks that anyone can repeat: some features of a published analysis are computed again by brute force. */
import { hash32 } from '@/lib/analysis/hash'
import { eachSequence } from '@/lib/compute/corpus-slices'
import { loadDictionary, loadModel } from '@/lib/compute/loaded'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import type { Database } from '@/lib/db/database'
import { getPublished } from '@/lib/db/published'
import { checkedFeature } from '@/lib/db/queries/checked-feature'
import { checkedLabel } from '@/lib/db/queries/checked-label'
import { SemascopeError } from '@/lib/errors'
import { modelFacts } from '../pipeline/context'
import { addSequence, type BruteFeature, type Subject, windowKey } from './brute-force'
import { type Check, compareFeature } from './compare'
import { checkLabel } from './label-check'

export interface VerifyOptions {
  readonly dictionary: string
  /** Features to check; default `count` drawn by `seed`. */
  readonly features?: readonly number[]
  readonly count?: number
  readonly seed?: number
  /** Default this process's DATA_DIR. */
  readonly dataDir?: string
  readonly onProgress?: (sequences: number, of: number) => void
}

export interface VerifiedFeature {
  readonly index: number
  readonly checks: readonly Check[]
}

/** Checks features of the published analysis. Throws like getPublished. */
export async function verify(db: Database, options: VerifyOptions): Promise<VerifiedFeature[]> {
  const { analysis, ...dictionary } = await getPublished(db, options.dictionary)
  const store = storePaths(options.dataDir ?? config().dataDir)
  const model = loadModel({ hash: dictionary.modelHash, dir: store.model(dictionary.modelHash) })
  const { spec: dictionarySpec, weightsHash } = dictionary
  const dir = dictionarySpec.kind === 'neurons' ? null : store.dictionary(weightsHash)
  const { weights } = loadDictionary({ hash: weightsHash, dir, spec: dictionarySpec }, model.spec)
  const { special } = modelFacts(model.ref)
  const excluded = new Uint8Array(model.spec.dVocab).fill(1)
  const subject: Subject = {
    spec: model.spec,
    weights: model.weights,
    dictionary: dictionarySpec,
    dictionaryWeights: weights,
    special,
    excluded,
  }
  const features = chosen(options, dictionarySpec.dSae).map(
    (index): BruteFeature => ({ index, firings: [], ambiguous: 0 }),
  )
  const corpus = store.corpus(analysis.corpusHash)
  let sequence = 0
  for await (const ids of eachSequence(corpus, analysis.sequences)) {
    addSequence(subject, features, sequence++, ids)
    for (const id of ids) if (special[id] === 0) excluded[id] = 0
    options.onProgress?.(sequence, analysis.sequences)
  }
  const stored = await Promise.all(features.map(({ index }) => checkedFeature(db.pool, analysis.id, index)))
  const repeats = new Map<string, number>()
  const sequences = new Map<number, Int32Array>()
  const wanted = new Set(stored.flatMap(({ examples }) => examples.map((example) => example.sequence)))
  sequence = 0
  const windows = new Set<string>()
  for await (const ids of eachSequence(corpus, analysis.sequences)) {
    if (wanted.has(sequence)) sequences.set(sequence, ids.slice())
    sequence++
  }
  for (const { examples } of stored)
    for (const { sequence, position } of examples)
      windows.add(windowKey(sequences.get(sequence) as Int32Array, position))
  for await (const ids of eachSequence(corpus, analysis.sequences))
    for (let t = 0; t < ids.length; t++) {
      if (special[ids[t]] === 1) continue
      const key = windowKey(ids, t)
      if (windows.has(key)) repeats.set(key, (repeats.get(key) ?? 0) + 1)
    }
  const text = { model: model.ref, corpus, special, analysed: analysis.sequences }
  const verified: VerifiedFeature[] = []
  for (const [i, feature] of features.entries())
    verified.push({
      index: feature.index,
      checks: [
        ...compareFeature(subject, feature, stored[i], analysis.contentTokens, sequences, repeats),
        ...(await checkLabel(text, feature, await checkedLabel(db.pool, analysis.id, feature.index))),
      ],
    })
  return verified
}

function chosen({ features, count = 5, seed = 0 }: VerifyOptions, dSae: number): number[] {
  for (const index of features ?? [])
    if (!(Number.isInteger(index) && index >= 0 && index < dSae))
      throw new SemascopeError('invalid_input', `feature ${index} is not one of 0 to ${dSae - 1}`)
  if (features) return [...features]
  const drawn = new Set<number>()
  for (let j = 0; drawn.size < Math.min(count, dSae); j++) drawn.add(hash32(seed, j, 0, 0) % dSae)
  return [...drawn]
}
