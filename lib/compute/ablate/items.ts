import type { ModelSpec } from '@/lib/domain/model'
import type { Session } from '@/lib/runtime/session'
import { decoderRows } from '../decoder'
import type { CachedDictionary } from '../loaded'
import type { TokenRows } from '../rows'

/** Rows of a batch from each of which some amount of a direction is taken away; a struct of arrays. */
export interface AblatedRows {
  readonly row: number[]
  readonly direction: number[]
  /** Displayed activation; 0 leaves the row as it is. */
  readonly amount: number[]
  /** The token to predict. */
  readonly target: number[]
}

export const itemCount = ({ row }: AblatedRows): number => row.length

/** What gives the cross-entropy of rows without a direction. */
export interface RowLosses {
  /** Opens the model up to what the losses need of a batch. */
  readonly front: Session
  of(rows: TokenRows, items: AblatedRows): Promise<Float32Array>
}

/** Most logits in memory at once: 4 MiB of float32, which suits caches. */
const LOGITS = 2 ** 20

/** Returns the even ranges [from, to) into which items are divided, so that their logits stay small. */
export function itemRanges(count: number, { dVocab }: ModelSpec): [number, number][] {
  const step = Math.max(16, Math.floor(LOGITS / dVocab))
  const parts = Math.ceil(count / step)
  const border = (part: number) => Math.round((part * count) / parts)
  return Array.from({ length: parts }, (_, part) => [border(part), border(part + 1)])
}

/**
 * Returns the unit decoder directions of features, [features, d_hook]. A displayed activation belongs to the unit
 * direction: f·‖d‖ · d/‖d‖ = f·d.
 */
export function unitDirections(dictionary: CachedDictionary, features: readonly number[]): Float32Array {
  const { dIn } = dictionary.spec
  const out = new Float32Array(features.length * dIn)
  features.forEach((feature, i) => {
    const norm = dictionary.decoderNorms[feature]
    const row = decoderRows(dictionary.weights, dIn, feature, 1)
    for (let k = 0; k < dIn; k++) out[i * dIn + k] = row[k] / norm
  })
  return out
}
