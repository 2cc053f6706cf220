/**
 * Direct effects on logits in two passes, so that each takes seconds a part and keeps no array of features × vocabulary:
 * features by features for what is stored of each feature, then tokens by tokens for the features of each token.
 */
import {
  type LogitEffects,
  medianEffect,
  postLogits,
  shiftBy,
  summariseLogits,
} from '@/lib/analysis/logit-effects'
import { type Posting, TokenPostings } from '@/lib/analysis/token-postings'
import { tensorColumns } from '@/lib/models'
import { directEffectGraph } from '@/lib/onnx/graphs/direct-effect'
import { openSession } from '@/lib/runtime/session'
import { directEffects, effectsOf } from './direct-effects'
import type { CachedDictionary, CachedModel } from './loaded'

/** Most effects in memory at once: 64 MiB. */
const EFFECTS = 2 ** 24

interface Options {
  readonly threads: number
  readonly progress: (features: number) => void
}

/** Returns the stored part of features [from, from + count), and the medians of their effects. */
export async function logitSummaries(
  model: CachedModel,
  dictionary: CachedDictionary,
  { from, count }: { readonly from: number; readonly count: number },
  { excluded, threads, progress }: Options & { readonly excluded: Uint8Array },
): Promise<{ summaries: LogitEffects[]; medians: Float64Array }> {
  const { dVocab } = model.spec
  const block = Math.max(1, Math.floor(EFFECTS / dVocab))
  const summaries: LogitEffects[] = []
  const medians = new Float64Array(count)
  for (let at = 0; at < count; at += block) {
    const size = Math.min(block, count - at)
    const effects = await directEffects(model, dictionary, from + at, size, threads)
    for (let i = 0; i < size; i++) {
      const own = effects.subarray(i * dVocab, (i + 1) * dVocab)
      medians[at + i] = medianEffect(own, excluded)
      summaries.push(summariseLogits(shiftBy(own, medians[at + i]), excluded))
    }
    progress(at + size)
  }
  return { summaries, medians }
}

/** The features of each token of a range that has any, best first; suppression as −effect. */
export interface LogitPostings {
  readonly promotes: Posting[]
  readonly suppresses: Posting[]
}

/** Returns the features that raise and lower the tokens [from, to) most, of all features of a dictionary. */
export async function logitPostings(
  model: CachedModel,
  dictionary: CachedDictionary,
  range: {
    readonly from: number
    readonly to: number
    readonly medians: Float64Array
    readonly excluded: Uint8Array
  },
  { threads, progress }: Options,
): Promise<LogitPostings> {
  const { from, to, medians } = range
  const { hook, dSae } = dictionary.spec
  const excluded = range.excluded.subarray(from, to)
  const width = to - from
  const block = Math.max(1, Math.floor(EFFECTS / width))
  const promotes = new TokenPostings(width)
  const suppresses = new TokenPostings(width)
  const { spec, weights } = model
  const head = { data: tensorColumns(weights.W_U, from, width), dims: [spec.dModel, width] }
  const session = await openSession(directEffectGraph(spec, weights, hook, head), { threads })
  try {
    for (let first = 0; first < dSae; first += block) {
      const count = Math.min(block, dSae - first)
      const effects = await effectsOf(session, dictionary, first, count)
      for (let i = 0; i < count; i++) {
        const own = shiftBy(effects.subarray(i * width, (i + 1) * width), medians[first + i])
        postLogits(own, excluded, first + i, promotes, suppresses)
      }
      progress(first + count)
    }
  } finally {
    await session.release()
  }
  const lists = (postings: TokenPostings): Posting[] =>
    Array.from({ length: width }, (_, token) => postings.list(token)).flatMap((list) =>
      list ? [{ ...list, token: list.token + from }] : [],
    )
  return { promotes: lists(promotes), suppresses: lists(suppresses) }
}
