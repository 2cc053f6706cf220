/**
 * Computes what an analysis says of a feature again in the slow and obvious way: float64 loops over the corpus from the
 * weights, without any of the code that made the analysis.
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
  /** 1 at special tokens and those that the text does not have: logit effects leave them out, [d_vocab]. */
  readonly excluded: Uint8Array
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
  /** Content tokens whose pre-activation is so near 0 that float32 cannot tell its sign. */
  ambiguous: number
}

/** Returns the decoder row at unit length; one-hot for the neuron basis. */
function unitDirection({ dictionary, dictionaryWeights }: Subject, index: number): number[] {
  const { dIn } = dictionary
  if (dictionaryWeights.kind === 'neurons')
    return Array.from({ length: dIn }, (_, k) => (k === index ? 1 : 0))
  const row = Array.from(dictionaryWeights.W_dec.data.subarray(index * dIn, (index + 1) * dIn))
  const norm = Math.hypot(...row)
  return norm === 0 ? row : row.map((value) => value / norm)
}

/** Returns the 9 tokens around a position, clipped at the ends of the sequence, as text that tells clips apart. */
export function windowKey(ids: ArrayLike<number>, position: number): string {
  const cells: string[] = []
  for (let t = position - WINDOW_RADIUS; t <= position + WINDOW_RADIUS; t++)
    cells.push(t >= 0 && t < ids.length ? String(ids[t]) : '_')
  return cells.join(' ')
}

/** Tolerance of float32 against float64, relative to the largest value. */
export const TOLERANCE = 1e-4

interface PreActivation {
  readonly value: number
  /** Σ of the absolute values of its terms; the error of float32 is relative to this sum. */
  readonly magnitude: number
}

/** Returns the pre-activation p of one feature on one row of the hook; x itself for the neuron basis. */
function preActivation(
  { dictionary, dictionaryWeights }: Subject,
  row: ArrayLike<number>,
  index: number,
): PreActivation {
  if (dictionaryWeights.kind === 'neurons') return { value: row[index], magnitude: Math.abs(row[index]) }
  const { W_enc, b_enc, b_dec } = dictionaryWeights
  const { dIn, dSae, applyBDecToInput } = dictionary
  let value = b_enc.data[index]
  let magnitude = Math.abs(value)
  for (let k = 0; k < dIn; k++) {
    const term = (row[k] - (applyBDecToInput ? b_dec.data[k] : 0)) * W_enc.data[k * dSae + index]
    value += term
    magnitude += Math.abs(term)
  }
  return { value, magnitude }
}

/**
 * Decides whether a pre-activation is among the k largest of its row (of equal ones the first counts), and whether
 * float32 could decide otherwise.
 */
function amongLargest(
  subject: Subject,
  k: number,
  row: ArrayLike<number>,
  index: number,
  own: PreActivation,
) {
  let larger = 0
  let justLarger = 0
  let justSmaller = 0
  for (let j = 0; j < subject.dictionary.dSae && larger - justLarger < k; j++) {
    if (j === index) continue
    const other = preActivation(subject, row, j)
    const isLarger = other.value > own.value || (other.value === own.value && j < index)
    const near = Math.abs(other.value - own.value) < 1e-6 * (own.magnitude + other.magnitude)
    if (isLarger) larger++
    if (near && isLarger) justLarger++
    if (near && !isLarger) justSmaller++
  }
  const kept = larger < k
  return { kept, ambiguous: kept ? larger + justSmaller >= k : larger - justLarger < k }
}

/** Adds every firing of some features on one sequence to `features`. */
export function addSequence(
  subject: Subject,
  features: readonly BruteFeature[],
  sequence: number,
  ids: Int32Array,
): void {
  const { spec, weights, dictionary, dictionaryWeights, special } = subject
  // Only the hook is needed, so one column of W_U is enough.
  const cheap = { ...weights, W_U: { data: new Float32Array(spec.dModel), dims: [spec.dModel, 1] } }
  const x = naiveSequence(spec, cheap, Array.from(ids)).hooks[dictionary.hook]
  for (const feature of features) {
    const scale = decoderNorm(subject, feature.index)
    for (let t = 0; t < ids.length; t++) {
      if (special[ids[t]] === 1) continue
      const row = x.data.subarray(t * dictionary.dIn, (t + 1) * dictionary.dIn)
      const pre = preActivation(subject, row, feature.index)
      const nearZero = Math.abs(pre.value) < 1e-6 * pre.magnitude && pre.magnitude > 0
      if (nearZero) feature.ambiguous++
      if (pre.value <= 0 || scale <= 0) continue
      if (dictionaryWeights.kind === 'topk') {
        const { kept, ambiguous } = amongLargest(subject, dictionaryWeights.k, row, feature.index, pre)
        if (ambiguous && !nearZero) feature.ambiguous++
        if (!kept) continue
      }
      const activation = pre.value * scale
      feature.firings.push({ sequence, position: t, activation, window: windowKey(ids, t) })
    }
  }
}

/** Returns ‖W_dec,i‖; 1 for the neuron basis. */
function decoderNorm({ dictionary: { dIn }, dictionaryWeights }: Subject, index: number): number {
  if (dictionaryWeights.kind === 'neurons') return 1
  return Math.hypot(...dictionaryWeights.W_dec.data.subarray(index * dIn, (index + 1) * dIn))
}

/** Returns the highest firing of each distinct window, highest first, ties by sequence and position. */
export function bruteTop(firings: readonly BruteFiring[]): BruteFiring[] {
  const order = (a: BruteFiring, b: BruteFiring) =>
    b.activation - a.activation || a.sequence - b.sequence || a.position - b.position
  const seen = new Set<string>()
  return [...firings]
    .sort(order)
    .filter(({ window }) => !seen.has(window) && seen.add(window))
    .slice(0, TOP_EXAMPLES)
}

/** Returns the direct effect of a feature on the logit of every token, with the median of those in the text at 0; [d_vocab]. */
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
  const sorted = logits.filter((_, token) => subject.excluded[token] === 0).sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return logits.map((logit) => logit - median)
}
