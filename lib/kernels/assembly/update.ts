/**
 * Sums the gradients of the weights over the active (row, feature) pairs, feature by feature, and takes the step. A
 * feature's gradient is summed in one buffer that stays in cache and is used at once. Only a step with more pairs
 * than the lists hold sums into buffers of all features in between, in the same order.
 */
import { adam } from './adam'
import { empty, endRow, firstRow } from './forward'
import {
  b_dec,
  b_dec_gradient,
  b_dec_m,
  b_dec_v,
  b_enc,
  b_enc_gradient,
  b_enc_m,
  b_enc_v,
  centred,
  counts,
  dSae,
  entry_feature,
  entry_slope,
  entry_value,
  error,
  features,
  pair_end,
  pending,
  row_start,
  sorted_row,
  sorted_slope,
  sorted_value,
  W_dec,
  W_dec_gradient,
  W_dec_m,
  W_dec_v,
  W_enc,
  W_enc_gradient,
  W_enc_m,
  W_enc_v,
  width,
} from './memory'
import { addScaled, addScaled4, divide, dot } from './vectors'

/** Whether the gradient buffers hold sums of all features. */
let spilled: bool = false

/** Clears the gradients of the last step. */
export function clearGradients(): void {
  spilled = false
  memory.fill(b_enc_gradient, 0, (<usize>features) << 2)
  memory.fill(counts, 0, (<usize>features) << 2)
}

/** Lists the pairs by feature. The counting sort is stable: rows stay ascending. */
function sortByFeature(): void {
  let end = 0
  for (let f = 0; f < features; f++) {
    const at = (<usize>f) << 2
    store<i32>(pair_end + at, end)
    const count = load<i32>(pending + at)
    store<f32>(counts + at, load<f32>(counts + at) + <f32>count)
    end += count
  }
  for (let row = firstRow; row < endRow; row++) {
    const last = load<i32>(row_start + ((<usize>row) << 2), 4)
    for (let k = load<i32>(row_start + ((<usize>row) << 2)); k < last; k++) {
      const entry = (<usize>k) << 2
      const next = pair_end + ((<usize>load<i32>(entry_feature + entry)) << 2)
      const to = load<i32>(next)
      store<i32>(next, to + 1)
      const sorted = (<usize>to) << 2
      store<i32>(sorted_row + sorted, row)
      store<f32>(sorted_value + sorted, load<f32>(entry_value + entry))
      store<f32>(sorted_slope + sorted, load<f32>(entry_slope + entry))
    }
  }
}

/** out += Σ over the entries `from` … `to` of coefficient · rows[entry's row] */
function addRows(out: usize, rows: usize, coefficients: usize, from: i32, to: i32): void {
  const bytes = (<usize>width) << 2
  let k = from
  for (; k + 4 <= to; k += 4) {
    const r = sorted_row + ((<usize>k) << 2)
    const c = coefficients + ((<usize>k) << 2)
    addScaled4(
      out,
      width,
      rows + <usize>load<i32>(r) * bytes,
      rows + <usize>load<i32>(r, 4) * bytes,
      rows + <usize>load<i32>(r, 8) * bytes,
      rows + <usize>load<i32>(r, 12) * bytes,
      load<f32>(c),
      load<f32>(c, 4),
      load<f32>(c, 8),
      load<f32>(c, 12),
    )
  }
  for (; k < to; k++) {
    const at = (<usize>k) << 2
    addScaled(out, width, rows + <usize>load<i32>(sorted_row + at) * bytes, load<f32>(coefficients + at))
  }
}

/** Adds the listed pairs of a feature to its gradients. */
function accumulate(f: i32, W_enc_row: usize, W_dec_row: usize): void {
  const at = (<usize>f) << 2
  const to = load<i32>(pair_end + at)
  const from = to - load<i32>(pending + at)
  if (from === to) return
  addRows(W_dec_row, error, sorted_value, from, to)
  addRows(W_enc_row, centred, sorted_slope, from, to)
  let bias = load<f32>(b_enc_gradient + at)
  for (let k = from; k < to; k++) bias += load<f32>(sorted_slope + ((<usize>k) << 2))
  store<f32>(b_enc_gradient + at, bias)
}

/** Makes room in the lists: adds their pairs to the gradient buffers of all features. */
export function spill(): void {
  const bytes = (<usize>width) << 2
  if (!spilled) {
    memory.fill(W_enc_gradient, 0, <usize>features * bytes)
    memory.fill(W_dec_gradient, 0, <usize>features * bytes)
    spilled = true
  }
  sortByFeature()
  for (let f = 0; f < dSae; f++) {
    const at = <usize>f * bytes
    accumulate(f, W_enc_gradient + at, W_dec_gradient + at)
  }
  empty()
}

/**
 * Steps every parameter. The decoder's gradient loses its component along the unit decoder vector, which is
 * normalised again afterwards; b_dec also gets the gradient through the encoder's input.
 */
export function update(lr: f32): void {
  const bytes = (<usize>width) << 2
  sortByFeature()
  for (let f = 0; f < dSae; f++) {
    const at = <usize>f * bytes
    const gradientAt = spilled ? at : 0
    const dW_enc = W_enc_gradient + gradientAt
    const dW_dec = W_dec_gradient + gradientAt
    if (!spilled) {
      memory.fill(dW_enc, 0, bytes)
      memory.fill(dW_dec, 0, bytes)
    }
    accumulate(f, dW_enc, dW_dec)
    if (load<f32>(counts + ((<usize>f) << 2)) > 0) {
      addScaled(b_dec_gradient, width, W_enc + at, -load<f32>(b_enc_gradient + ((<usize>f) << 2)))
      addScaled(dW_dec, width, W_dec + at, -dot(dW_dec, W_dec + at, width))
    }
    adam(W_enc + at, W_enc_m + at, W_enc_v + at, dW_enc, width, lr)
    adam(W_dec + at, W_dec_m + at, W_dec_v + at, dW_dec, width, lr)
    divide(W_dec + at, width, sqrt<f32>(dot(W_dec + at, W_dec + at, width)))
  }
  adam(b_enc, b_enc_m, b_enc_v, b_enc_gradient, features, lr)
  adam(b_dec, b_dec_m, b_dec_v, b_dec_gradient, width, lr)
  empty()
}
