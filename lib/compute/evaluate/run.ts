/**
 * Runs a model with a dictionary in place of its hook point, for the trainer, the pipeline and the command line. The
 * hook is left unchanged, set to zero, reconstructed, and set to its mean. Special positions keep their tensor, and a
 * position counts if the token it predicts is not special. lib/analysis defines the metrics.
 */
import { emptySums, type QualitySums, type RunningSums } from '@/lib/analysis/metrics'
import type { HookName } from '@/lib/domain/hook'
import { forwardRows } from '../rows'
import { nextTokens } from '../targets'
import {
  type EvaluationDictionary,
  type EvaluationModel,
  type EvaluationSessions,
  openSessions,
  releaseSessions,
  VARIANTS,
} from './sessions'

export type { EvaluationDictionary, EvaluationModel } from './sessions'

/** Most tokens that go through the model together, but at least one sequence. */
const BATCH_TOKENS = 512

export interface EvaluationOptions {
  /** 1 at token ids that are left out of every statistic, [d_vocab]. */
  readonly special: Uint8Array
  /** Threads within one operator; results do not depend on their number. */
  readonly threads: number
  readonly signal?: AbortSignal | undefined
  /** Called with the number of finished sequences. */
  readonly progress?: ((done: number) => void) | undefined
}

/**
 * Returns the quality sums of a dictionary over sequences, in order; memory does not grow with their number. Mean
 * ablation uses the mean over the content tokens of the same sequences, which a first pass computes.
 */
export async function evaluateSequences(
  model: EvaluationModel,
  dictionary: EvaluationDictionary,
  sequences: readonly Int32Array[],
  options: EvaluationOptions,
): Promise<QualitySums> {
  const { hook, dIn, dSae } = dictionary.spec
  const sessions = await openSessions(model, dictionary, options.threads)
  const batches = evenBatches(sequences)
  const sums = emptySums(dSae, dIn)
  try {
    const mean = await inputMean(sessions, hook, batches, options)
    let done = 0
    for (const batch of batches) {
      options.signal?.throwIfAborted()
      await addBatch(sums, sessions, hook, batch, mean, options.special)
      done += batch.length
      options.progress?.(done)
    }
  } finally {
    await releaseSessions(sessions)
  }
  return sums
}

/** Groups neighbours of equal length, so that no sequence needs padding. */
function evenBatches(sequences: readonly Int32Array[]): Int32Array[][] {
  const batches: Int32Array[][] = []
  for (const ids of sequences) {
    const last = batches.at(-1)
    if (last && last[0].length === ids.length && (last.length + 1) * ids.length <= BATCH_TOKENS)
      last.push(ids)
    else batches.push([ids])
  }
  return batches
}

/** Returns the mean of the hook over content tokens, [d_in]; zeros if there are none. */
async function inputMean(
  { front, dIn }: EvaluationSessions,
  hook: HookName,
  batches: readonly Int32Array[][],
  { special, signal }: EvaluationOptions,
): Promise<Float64Array> {
  const mean = new Float64Array(dIn)
  let tokens = 0
  for (const batch of batches) {
    signal?.throwIfAborted()
    const { tokenIds, tensors } = await forwardRows(front, batch)
    const x = tensors[hook].data
    for (let row = 0; row < tokenIds.length; row++) {
      if (special[tokenIds[row]] === 1) continue
      tokens++
      for (let k = 0; k < dIn; k++) mean[k] += x[row * dIn + k]
    }
  }
  return tokens === 0 ? mean : mean.map((sum) => sum / tokens)
}

async function addBatch(
  sums: RunningSums,
  sessions: EvaluationSessions,
  hook: HookName,
  batch: readonly Int32Array[],
  mean: Float64Array,
  special: Uint8Array,
): Promise<void> {
  const { dIn } = sessions
  const rows = await forwardRows(sessions.front, batch)
  const { tokenIds } = rows
  const x = rows.tensors[hook].data
  const content = tokenIds.map((id) => (special[id] === 1 ? 0 : 1))
  const { xHat, firings } = await sessions.reconstruct(x, content)
  for (let f = 0; f < firings.length; f++) sums.firings[f] += firings[f]

  const variants = new Float32Array(VARIANTS.length * x.length)
  const [, zero, sae, ablated] = VARIANTS.map((_, v) => {
    variants.set(x, v * x.length)
    return variants.subarray(v * x.length, (v + 1) * x.length)
  })
  for (let row = 0; row < content.length; row++) {
    if (content[row] === 0) continue
    const from = row * dIn
    const to = from + dIn
    zero.fill(0, from, to)
    sae.set(xHat.subarray(from, to), from)
    ablated.set(mean, from)
    sums.tokens++
    for (let i = from; i < to; i++) {
      const value = x[i]
      sums.squaredError += (value - xHat[i]) ** 2
      sums.squaredNorm += value * value
      sums.inputSum[i - from] += value
    }
  }

  const targets = nextTokens(rows.starts, tokenIds, special)
  const { ce, kl } = await sessions.losses(rows, batch.length, variants, targets)
  const [base, zeroed, spliced, meant] = ce
  for (let row = 0; row < targets.length; row++) {
    if (targets[row] < 0) continue
    sums.predictions++
    sums.ceBase += base[row]
    sums.ceZero += zeroed[row]
    sums.ceSae += spliced[row]
    sums.ceMean += meant[row]
    sums.klZero += kl[0][row]
    sums.klSae += kl[1][row]
  }
}
