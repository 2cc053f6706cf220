/**
 * Compares the harvest of one dictionary with the bare encoder MatMul of the same size, in the same run: the share of
 * the arithmetic's speed that is left after forward pass, sparse output and statistics.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DictionaryRef, ModelRef } from '@/lib/compute/loaded'
import { type Compute, createCompute } from '@/lib/compute/pool'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import { availableProcessors } from '@/lib/config/processors'
import { importBundles } from '@/lib/services/import'
import { modelFacts } from '@/lib/services/pipeline/context'
import { shardRanges } from '@/lib/services/pipeline/shards'
import { HELD_OUT } from '@/lib/train/corpus'
import { productRate } from './products-rate'
import { median } from './statistics'

const REPEATS = 3

export interface HarvestBench {
  readonly cores: number
  readonly tokens: number
  /** Tokens per second, median of the repeats. */
  readonly matMulRate: number
  readonly harvestRate: number
  readonly ratio: number
  /** Peak resident memory in MiB of a harvest of `tokens`, and of a tenth of `tokens`. */
  readonly memory: { readonly tenth: number; readonly whole: number; readonly growth: number }
}

/** Runs on the shipped model and a1 over the demo corpus. */
export async function benchHarvest(tokens: number): Promise<HarvestBench> {
  const { dataDir, root } = config()
  const [bundle] = importBundles({
    dataDir,
    model: path.join(root, 'models/one-layer-a'),
    dictionaries: [path.join(root, 'models/one-layer-a/dictionaries/a1')],
    neurons: false,
  })
  const store = storePaths(dataDir)
  const model = { hash: bundle.model.hash, dir: store.model(bundle.model.hash) }
  const [{ hash, spec }] = bundle.dictionaries
  const dictionary = { hash, dir: store.dictionary(hash), spec }
  const cores = availableProcessors()
  const compute = createCompute({ size: cores, maxQueue: 1024 })
  try {
    const { contextSize, prependBos } = bundle
    const how = { contextSize, prependBos, heldOutShare: HELD_OUT.share, seed: HELD_OUT.seed }
    const source = { kind: 'dependency-tree' } as const
    const corpus = await compute.call('buildCorpus', {
      ...{ model, root, dataDir, source, maxTokens: tokens },
      ...how,
    })
    const { special } = modelFacts(model)
    const run = (sequences: number) => harvest(compute, sequences, { model, dictionary, special, corpus })
    const sequences = Math.floor(tokens / (contextSize - 1))
    const tenth = await run(Math.ceil(sequences / 10))
    const rates: number[] = []
    const bare: number[] = []
    for (let i = 0; i < REPEATS; i++) {
      bare.push(await productRate(spec.dIn, spec.dSae, cores))
      rates.push((await run(Math.ceil(sequences / 5))).rate)
    }
    const whole = await run(sequences)
    const matMul = median(bare)
    const harvestRate = median(rates)
    return {
      cores,
      tokens,
      matMulRate: matMul,
      harvestRate,
      ratio: harvestRate / matMul,
      memory: { tenth: tenth.peak, whole: whole.peak, growth: whole.peak / tenth.peak },
    }
  } finally {
    await compute.close()
  }
}

interface Inputs {
  readonly model: ModelRef
  readonly dictionary: DictionaryRef
  readonly special: Uint8Array
  readonly corpus: { readonly path: string }
}

async function harvest(compute: Compute, sequences: number, inputs: Inputs) {
  const { model, dictionary, special, corpus } = inputs
  const ranges = shardRanges(sequences, 128)
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20)
  }, 20)
  const files = mkdtempSync(path.join(tmpdir(), 'semascope-bench-'))
  const started = performance.now()
  await Promise.all(
    ranges.map(async (range) => {
      // A worker stores the summary of a shard and forgets it; the benchmark forgets it too.
      await compute.call('harvest', {
        ...{ model, dictionaries: [dictionary], special, corpus: corpus.path },
        ...{ seed: 0, threads: compute.operatorThreads },
        files: [path.join(files, `${range.from}`)],
        ...range,
      })
    }),
  )
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  rmSync(files, { recursive: true })
  return { rate: (sequences * 127) / seconds, peak }
}
