/**
 * What an analysis says of a feature, computed again the slow and obvious way: float64 loops over the corpus from
 * the weights, none of the code that made the analysis.
 */
import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import { TOP_EXAMPLES, WINDOW_RADIUS } from '@/lib/domain/example'
import { parseHook } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { naiveSequence } from '@/lib/tensor'

export interface Subject {
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
  readonly dictionary: DictionarySpec
  readonly dictionaryWeights: DictionaryWeights
  readonly special: Uint8Array
}

export interface BruteFiring {
  readonly sequence: number
  readonly position: number
  /** Displayed activation. */
  readonly activation: number
  readonly window: string
}

export interface BruteFeature {
  readonly index: number
  readonly firings: BruteFiring[]
  /** Content tokens whose pre-activation is too near 0 to tell in float32. */
  ambiguous: number
}

/** Decoder row of unit length; one-hot for the neuron basis. */
export function unitDirection({ dictionary, dictionaryWeights }: Subject, index: number): number[] {
  const { dIn } = dictionary
  if (dictionaryWeights.kind === 'neurons')
    return Array.from({ length: dIn }, (_, k) => (k === index ? 1 : 0))
  const row = Array.from(dictionaryWeights.W_dec.data.subarray(index * dIn, (index + 1) * dIn))
  const norm = Math.hypot(...row)
  return norm === 0 ? row : row.map((value) => value / norm)
}

/** The 9 tokens around a position, clipped at the sequence's ends, as text that tells clips apart. */
export function windowKey(ids: ArrayLike<number>, position: number): string {
  const cells: string[] = []
  for (let t = position - WINDOW_RADIUS; t <= position + WINDOW_RADIUS; t++)
    cells.push(t >= 0 && t < ids.length ? String(ids[t]) : '_')
  return cells.join(' ')
}

/** Relative tolerance of float32 against float64, of the largest value. */
export const TOLERANCE = 1e-4

/** Every firing of some features on one sequence, added to `features`. */
export function addSequence(
  subject: Subject,
  features: readonly BruteFeature[],
  sequence: number,
  ids: Int32Array,
): void {
  const { spec, weights, dictionary, dictionaryWeights, special } = subject
  // Only the hook is wanted: one column of W_U stands for all.
  const cheap = { ...weights, W_U: { data: new Float32Array(spec.dModel), dims: [spec.dModel, 1] } }
  const x = naiveSequence(spec, cheap, Array.from(ids)).hooks[dictionary.hook]
  const { dIn, dSae } = dictionary
  for (const feature of features) {
    const { index } = feature
    for (let t = 0; t < ids.length; t++) {
      if (special[ids[t]] === 1) continue
      let pre = 0
      let scale = 1
      let magnitude = 0
      if (dictionaryWeights.kind === 'neurons') {
        pre = x.data[t * dIn + index]
        magnitude = Math.abs(pre)
      } else {
        const { W_enc, b_enc, b_dec, W_dec } = dictionaryWeights
        pre = b_enc.data[index]
        magnitude = Math.abs(pre)
        let squares = 0
        for (let k = 0; k < dIn; k++) {
          const input = x.data[t * dIn + k] - (dictionary.applyBDecToInput ? b_dec.data[k] : 0)
          const term = input * W_enc.data[k * dSae + index]
          pre += term
          magnitude += Math.abs(term)
          squares += W_dec.data[index * dIn + k] ** 2
        }
        scale = Math.sqrt(squares)
      }
      if (Math.abs(pre) < 1e-6 * magnitude && magnitude > 0) feature.ambiguous++
      if (pre > 0 && scale > 0)
        feature.firings.push({ sequence, position: t, activation: pre * scale, window: windowKey(ids, t) })
    }
  }
}

/** The strongest firing of each distinct window, strongest first, ties by sequence and position. */
export function bruteTop(firings: readonly BruteFiring[]): BruteFiring[] {
  const order = (a: BruteFiring, b: BruteFiring) =>
    b.activation - a.activation || a.sequence - b.sequence || a.position - b.position
  const seen = new Set<string>()
  return [...firings]
    .sort(order)
    .filter(({ window }) => !seen.has(window) && seen.add(window))
    .slice(0, TOP_EXAMPLES)
}

/** Direct effect of a feature on every token's logit, median at 0; [d_vocab]. */
export function bruteLogits(subject: Subject, index: number): number[] {
  const { spec, weights, dictionary } = subject
  const { layer, site } = parseHook(dictionary.hook)
  const block = weights.blocks[layer ?? 0]
  const through = site === 'mlp.hook_post' ? block.W_out : site === 'attn.hook_z' ? block.W_O : null
  const direction = unitDirection(subject, index)
  const residual = Array.from({ length: spec.dModel }, (_, j) =>
    through === null
      ? direction[j]
      : direction.reduce((sum, d, k) => sum + d * through.data[k * spec.dModel + j], 0),
  )
  const mean = residual.reduce((sum, r) => sum + r, 0) / spec.dModel
  const scaled = residual.map((r, j) => (r - mean) * weights.ln_f_w.data[j])
  const logits = Array.from({ length: spec.dVocab }, (_, token) =>
    scaled.reduce((sum, s, j) => sum + s * weights.W_U.data[j * spec.dVocab + token], 0),
  )
  const sorted = [...logits].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return logits.map((logit) => logit - median)
}
