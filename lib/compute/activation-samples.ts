import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import { type ActivationSample, decodeSample, encodeSample } from '@/lib/analysis/activation-sample'
import { readSequences } from './corpus-slices'
import { displayedFirings } from './firings'
import type { CachedDictionary, CachedModel } from './loaded'
import { batchSequences, chunks, forwardRows } from './rows'
import { frontSession } from './sessions'

/** Most firings that a thread keeps in memory over all samples (128 MiB). */
const KEPT_FIRINGS = 2 ** 24
const kept = new LRUCache<string, ActivationSample>({
  maxSize: KEPT_FIRINGS,
  sizeCalculation: ({ features }) => Math.max(1, features.length),
})

export interface SampleRequest {
  /** The corpus file, and the number of its sequences to sample, from the first on. */
  readonly corpus: string
  readonly sequences: number
  /** The file that keeps the sample of these weights on these sequences. */
  readonly file: string
  readonly special: Uint8Array
}

/** Returns the sample of a dictionary from memory or from its file; if there is none, computes and writes it. */
export async function activationSample(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: SampleRequest,
  threads: number,
): Promise<ActivationSample> {
  const { file } = request
  let sample = kept.get(file)
  if (!sample && existsSync(file)) sample = decodeSample(readFileSync(file))
  if (!sample) {
    sample = await sampleActivations(model, dictionary, request, threads)
    mkdirSync(path.dirname(file), { recursive: true })
    const partial = `${file}.${randomUUID()}`
    writeFileSync(partial, encodeSample(sample))
    renameSync(partial, file)
  }
  kept.set(file, sample)
  return sample
}

/** Returns the displayed activations of every feature on the content tokens of the first sequences, in order. */
async function sampleActivations(
  model: CachedModel,
  dictionary: CachedDictionary,
  { corpus, sequences, special }: Omit<SampleRequest, 'file'>,
  threads: number,
): Promise<ActivationSample> {
  const front = await frontSession(model, dictionary.spec.hook, threads)
  const starts = [0]
  const features: Uint32Array[] = []
  const values: Float32Array[] = []
  let total = 0
  for (const batch of chunks(await readSequences(corpus, 0, sequences), batchSequences(dictionary.spec))) {
    const rows = await forwardRows(front, batch)
    const firings = await displayedFirings(dictionary, rows, threads)
    const own = { features: new Uint32Array(firings.values.length), values: firings.values.slice() }
    let count = 0
    for (let row = 0, m = 0; row < rows.tokenIds.length; row++) {
      const content = special[rows.tokenIds[row]] !== 1
      for (; m < firings.values.length && firings.rows[m] === row; m++) {
        if (!content) continue
        own.features[count] = firings.features[m]
        own.values[count++] = firings.values[m]
      }
      if (content) starts.push(total + count)
    }
    total += count
    features.push(own.features.subarray(0, count))
    values.push(own.values.subarray(0, count))
  }
  const sample = {
    starts: Uint32Array.from(starts),
    features: new Uint32Array(total),
    values: new Float32Array(total),
  }
  let at = 0
  features.forEach((part, i) => {
    sample.features.set(part, at)
    sample.values.set(values[i], at)
    at += part.length
  })
  return sample
}
