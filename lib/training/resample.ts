import { streamId, uniform } from './random'

const STREAM = streamId('resample')

/** Trained tensors of a standard dictionary with their Adam moments; resampling changes them in place. */
export interface ResampleState {
  readonly dIn: number
  readonly dSae: number
  readonly W_enc: Float32Array // [d_in, d_sae]
  readonly b_enc: Float32Array // [d_sae]
  readonly W_dec: Float32Array // [d_sae, d_in]
  readonly b_dec: Float32Array // [d_in]
  /** First and second Adam moments of W_enc, b_enc and W_dec, in the same shapes. */
  readonly moments: readonly {
    readonly W_enc: Float32Array
    readonly b_enc: Float32Array
    readonly W_dec: Float32Array
  }[]
}

/**
 * Draws `count` row numbers with probability ∝ loss², by seeded inversion of the cumulative sum. Rows may repeat. If
 * all losses are zero, the draw is uniform.
 */
export function drawByLossSquared(
  losses: Float32Array | Float64Array,
  count: number,
  seed: number,
  step: number,
): Int32Array {
  const cumulative = new Float64Array(losses.length)
  let total = 0
  for (let row = 0; row < losses.length; row++) {
    total += losses[row] * losses[row]
    cumulative[row] = total
  }
  return Int32Array.from({ length: count }, (_, draw) => {
    const u = uniform(seed, STREAM ^ step, draw)
    if (!(total > 0)) return Math.floor(u * losses.length)
    return firstAbove(cumulative, u * total)
  })
}

/**
 * Returns the mean norm of the encoder vectors (columns of W_enc) of the features not listed, or 1 if there are none.
 */
function meanEncoderNorm(state: ResampleState, dead: readonly number[]): number {
  const squared = new Float64Array(state.dSae)
  for (let i = 0; i < state.dIn; i++)
    for (let f = 0; f < state.dSae; f++) squared[f] += state.W_enc[i * state.dSae + f] ** 2
  const isDead = new Set(dead)
  let sum = 0
  for (let f = 0; f < state.dSae; f++) if (!isDead.has(f)) sum += Math.sqrt(squared[f])
  const live = state.dSae - isDead.size
  return live > 0 ? sum / live : 1
}

/**
 * Gives dead features new directions as "Towards Monosemanticity" does: the decoder vector becomes a badly
 * reconstructed input (minus b_dec) at unit length, the encoder vector the same direction at `encoderScale` × the
 * mean norm of live encoder vectors; b_enc and the Adam moments become 0.
 *
 * @param inputs row-major [rows, d_in]; row r is the input drawn for dead[r]
 * @param encoderScale 0.2 in that paper
 */
export function resampleFeatures(
  state: ResampleState,
  dead: readonly number[],
  inputs: Float32Array,
  encoderScale = 0.2,
): void {
  const { dIn, dSae } = state
  const scale = encoderScale * meanEncoderNorm(state, dead)
  dead.forEach((feature, row) => {
    const direction = new Float64Array(dIn)
    let squared = 0
    for (let i = 0; i < dIn; i++) {
      direction[i] = inputs[row * dIn + i] - state.b_dec[i]
      squared += direction[i] ** 2
    }
    // An input equal to b_dec has no direction; the feature waits for the next round.
    if (squared === 0) return
    const norm = Math.sqrt(squared)
    for (let i = 0; i < dIn; i++) {
      state.W_dec[feature * dIn + i] = direction[i] / norm
      state.W_enc[i * dSae + feature] = (direction[i] / norm) * scale
    }
    state.b_enc[feature] = 0
    for (const moment of state.moments) {
      for (let i = 0; i < dIn; i++) {
        moment.W_dec[feature * dIn + i] = 0
        moment.W_enc[i * dSae + feature] = 0
      }
      moment.b_enc[feature] = 0
    }
  })
}

/** Returns the index of the first element greater than `value`, or the last one if rounding leaves none. */
function firstAbove(cumulative: Float64Array, value: number): number {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle] > value) high = middle
    else low = middle + 1
  }
  return low
}
