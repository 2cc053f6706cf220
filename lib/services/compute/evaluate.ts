/**
 * Quality of a dictionary on text: what the model loses when its hook is replaced by the reconstruction, against
 * the hook set to zero. Special positions are left untouched, and a position counts when its target is not
 * special. The metrics themselves are defined in lib/analysis.
 */
import type { QualitySums } from '@/lib/analysis/metrics'
import { isPositionwise } from '@/lib/domain/hook'
import { float32, int64, type Session } from '@/lib/runtime/session'
import type { LoadedBundleDictionary, LoadedBundleModel } from './loaded'
import { batchSequences, chunks, forwardRows, type TokenRows } from './rows'
import { decodeSession, denseEncodeSession, frontSession, tailSession } from './sessions'
import { tailTensors } from './tail-tensors'
import { nextTokens } from './targets'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Runs the sample once. Sums are float64, in sequence order. */
export async function evaluateSample(
  model: LoadedBundleModel,
  dictionary: LoadedBundleDictionary,
  sequences: readonly Int32Array[],
  special: Uint8Array,
  threads: number,
): Promise<QualitySums> {
  const { hook, dIn } = dictionary.spec
  const form = isPositionwise(hook, model.spec.nLayers) ? 'row' : 'sequence'
  const front = await frontSession(model, hook, threads)
  const encode = await denseEncodeSession(dictionary, threads)
  const decode = await decodeSession(dictionary, threads)
  const tail = await tailSession(model, hook, form, threads)
  const sums: Writable<QualitySums> = {
    tokens: 0,
    predictions: 0,
    ceBase: 0,
    ceZero: 0,
    ceSae: 0,
    active: 0,
    squaredError: 0,
    squaredNorm: 0,
    inputSum: new Float64Array(dIn),
  }
  for (const batch of chunks(
    sequences,
    form === 'row' ? Math.ceil(batchSequences(dictionary.spec) / 4) : 1,
  )) {
    const rows = await forwardRows(front, batch)
    const x = rows.tensors[hook].data
    const count = rows.tokenIds.length
    const { acts } = await encode.run({ x: float32(x, [count, dIn]) })
    const { x_hat } = await decode.run({ acts })
    const reconstruction = Float32Array.from(x_hat.data as Float32Array)
    const zero = new Float32Array(x.length)
    addReconstruction(sums, rows, x, reconstruction, acts.data as Float32Array, dictionary.spec.dSae, special)
    for (let row = 0; row < count; row++) {
      if (special[rows.tokenIds[row]] !== 1) continue
      const untouched = x.subarray(row * dIn, (row + 1) * dIn)
      reconstruction.set(untouched, row * dIn)
      zero.set(untouched, row * dIn)
    }
    const targets = nextTokens(rows.starts, rows.tokenIds, special)
    const base = await crossEntropy(tail, form, hook, rows, x, targets)
    const zeroed = await crossEntropy(tail, form, hook, rows, zero, targets)
    const spliced = await crossEntropy(tail, form, hook, rows, reconstruction, targets)
    for (let row = 0; row < count; row++) {
      if (targets[row] < 0) continue
      sums.predictions++
      sums.ceBase += base[row]
      sums.ceZero += zeroed[row]
      sums.ceSae += spliced[row]
    }
  }
  return sums
}

function addReconstruction(
  sums: Writable<QualitySums>,
  rows: TokenRows,
  x: Float32Array,
  reconstruction: Float32Array,
  acts: Float32Array,
  dSae: number,
  special: Uint8Array,
): void {
  const dIn = sums.inputSum.length
  for (let row = 0; row < rows.tokenIds.length; row++) {
    if (special[rows.tokenIds[row]] === 1) continue
    sums.tokens++
    for (let i = row * dSae; i < (row + 1) * dSae; i++) if (acts[i] > 0) sums.active++
    for (let k = 0; k < dIn; k++) {
      const value = x[row * dIn + k]
      sums.squaredError += (value - reconstruction[row * dIn + k]) ** 2
      sums.squaredNorm += value ** 2
      sums.inputSum[k] += value
    }
  }
}

/** CE at every row; rows that predict nothing hold a meaningless number. */
async function crossEntropy(
  tail: Session,
  form: 'row' | 'sequence',
  hook: string,
  rows: TokenRows,
  replaced: Float32Array,
  targets: Int32Array,
): Promise<Float32Array> {
  // A sequence form comes one sequence at a time, so that rows are exactly [1, length].
  const shape = form === 'row' ? [rows.tokenIds.length] : [1, rows.tokenIds.length]
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, data, width]) => [
      name,
      float32(name === hook ? replaced : data, [...shape, width]),
    ]),
  )
  const wanted = targets.map((id) => Math.max(0, id))
  const { ce } = await tail.run({ ...feeds, targets: int64(wanted, shape) })
  return ce.data as Float32Array
}
