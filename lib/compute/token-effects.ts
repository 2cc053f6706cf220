/**
 * Computes the effect of one feature on one sequence, token by token: how removing it changes the loss and the logits
 * of the next tokens. The contribution f·d is subtracted wherever the feature fires, except at special tokens, and the
 * dictionary's error is kept.
 */
import { lossTargets } from '@/lib/analysis/ablation'
import { type LogitChanges, logitChanges, lossOf } from '@/lib/analysis/logit-changes'
import { shiftByMedian } from '@/lib/analysis/logit-effects'
import { hasDirectEffect, isPositionwise } from '@/lib/domain/hook'
import { float32 } from '@/lib/runtime/session'
import { decoderRows } from './decoder'
import { directEffects } from './direct-effects'
import { displayedFirings } from './firings'
import type { CachedDictionary, CachedModel } from './loaded'
import { chunks, forwardRows, type TokenRows } from './rows'
import { finalSession, frontSession, headSession } from './sessions'
import { tailTensors } from './tail-tensors'

const FINAL = 'ln_final.hook_normalized'
/** Rows of logits in memory at once. */
const HEAD_ROWS = 64

interface PositionEffects extends LogitChanges {
  readonly position: number
  /** Displayed activation. */
  readonly activation: number
  /** CE without the feature − CE with the feature in nats; null where nothing is predicted. */
  readonly lossEffect: number | null
}

export interface TokenEffects {
  /** Content tokens where the feature fires, in order. */
  readonly places: readonly PositionEffects[]
  /**
   * Direct effect per unit of activation on each position's next token, NaN at the last; null without a direct path.
   */
  readonly nextWeights: Float32Array | null
}

/**
 * Returns the effects. `special` marks tokens [d_vocab] left out of everything, `excluded` those left out of the
 * lists.
 */
export async function tokenEffects(
  model: CachedModel,
  dictionary: CachedDictionary,
  feature: number,
  tokenIds: Int32Array,
  special: Uint8Array,
  excluded: Uint8Array,
  threads: number,
): Promise<TokenEffects> {
  const { hook } = dictionary.spec
  const rows = await forwardRows(await frontSession(model, hook, threads), [tokenIds])
  const all = await displayedFirings(dictionary, rows, threads)
  const firings = Array.from(all.values, (value, m) => ({
    row: all.rows[m],
    value,
    feature: all.features[m],
  })).filter((firing) => firing.feature === feature)
  const shown = firings.filter(({ row }) => special[tokenIds[row]] !== 1)
  const targets = lossTargets(tokenIds, special)

  const without = withoutFeature(dictionary, rows, feature, shown)
  const wanted = shown.map(({ row }) => row)
  const clean = await finalRows(model, hook, rows, wanted, threads)
  const ablated = await finalRows(model, hook, without, wanted, threads)
  const places: PositionEffects[] = []
  for (const batch of chunks([...shown.keys()], HEAD_ROWS)) {
    const before = await logitRows(model, clean, batch, threads)
    const after = await logitRows(model, ablated, batch, threads)
    batch.forEach((i, at) => {
      const { row, value } = shown[i]
      const target = targets[row]
      places.push({
        position: row,
        activation: value,
        lossEffect: target < 0 ? null : lossOf(after[at], target) - lossOf(before[at], target),
        ...logitChanges(before[at], after[at], excluded),
      })
    })
  }
  return { places, nextWeights: await nextWeights(model, dictionary, feature, tokenIds, excluded, threads) }
}

async function nextWeights(
  model: CachedModel,
  dictionary: CachedDictionary,
  feature: number,
  tokenIds: Int32Array,
  excluded: Uint8Array,
  threads: number,
): Promise<Float32Array | null> {
  if (!hasDirectEffect(dictionary.spec.hook)) return null
  const weights = shiftByMedian(await directEffects(model, dictionary, feature, 1, threads), excluded)
  return Float32Array.from(tokenIds, (_, t) =>
    t + 1 < tokenIds.length ? weights[tokenIds[t + 1]] : Number.NaN,
  )
}

function withoutFeature(
  { spec, weights, decoderNorms }: CachedDictionary,
  rows: TokenRows,
  feature: number,
  firings: readonly { readonly row: number; readonly value: number }[],
): TokenRows {
  const { data, width } = rows.tensors[spec.hook]
  const direction = decoderRows(weights, width, feature, 1)
  const without = data.slice()
  for (const { row, value } of firings)
    for (let k = 0; k < width; k++) without[row * width + k] -= (value / decoderNorms[feature]) * direction[k]
  return { ...rows, tensors: { ...rows.tensors, [spec.hook]: { data: without, width } } }
}

/** Returns the normalised residual stream at the end, [wanted, d_model], of one sequence's rows. */
async function finalRows(
  model: CachedModel,
  hook: string,
  rows: TokenRows,
  wanted: readonly number[],
  threads: number,
): Promise<Float32Array> {
  const width = model.spec.dModel
  if (wanted.length === 0) return new Float32Array(0)
  if (hook === FINAL) return pickRows(rows.tensors[FINAL].data, width, wanted)
  const byRow = isPositionwise(hook, model.spec.nLayers)
  const session = await finalSession(model, hook, byRow ? 'row' : 'sequence', threads)
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, source, own]) => [
      name,
      byRow
        ? float32(pickRows(source, own, wanted), [wanted.length, own])
        : float32(source, [1, rows.tokenIds.length, own]),
    ]),
  )
  const { [FINAL]: final } = await session.run(feeds)
  const data = final.data as Float32Array
  return byRow ? data : pickRows(data, width, wanted)
}

function pickRows(source: Float32Array, width: number, wanted: readonly number[]): Float32Array {
  const picked = new Float32Array(wanted.length * width)
  wanted.forEach((row, i) => {
    picked.set(source.subarray(row * width, (row + 1) * width), i * width)
  })
  return picked
}

async function logitRows(
  model: CachedModel,
  final: Float32Array,
  wanted: readonly number[],
  threads: number,
): Promise<Float32Array[]> {
  const { dModel, dVocab } = model.spec
  const head = await headSession(model, threads)
  const { logits } = await head.run({
    [FINAL]: float32(pickRows(final, dModel, wanted), [wanted.length, dModel]),
  })
  const data = logits.data as Float32Array
  return wanted.map((_, i) => data.subarray(i * dVocab, (i + 1) * dVocab))
}
