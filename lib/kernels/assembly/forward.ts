/**
 * The forward pass over the active features of each row, and the gradient of their pre-activations:
 * x̂ = f·W_dec + b_dec, slope = 2/batch·(x̂ − x)·W_dec,f + λ/batch.
 */

import { keepAll, keepLargest, lastEqual, threshold } from './largest'
import {
  b_dec,
  b_dec_gradient,
  b_enc,
  batch,
  capacity,
  centred,
  entry_feature,
  entry_slope,
  entry_value,
  error,
  features,
  limit,
  pending,
  pre,
  row_error,
  row_start,
  W_dec,
  width,
  x,
} from './memory'
import { addScaled, addScaled4, dot, dot4, scale, subtract } from './vectors'

/** Sums over the rows seen since `begin`. */
export let squaredError: f64 = 0
export let activation: f64 = 0
/** Number of pairs in the lists, and the rows they belong to: from `firstRow` up to `endRow`. */
export let used: i32 = 0
export let firstRow: i32 = 0
export let endRow: i32 = 0

/** Subtracts b_dec from the batch and forgets the last batch. */
export function begin(): void {
  const bytes = (<usize>width) << 2
  for (let row = 0; row < batch; row++) {
    const at = <usize>row * bytes
    subtract(centred + at, width, x + at, b_dec)
  }
  squaredError = 0
  activation = 0
  memory.fill(b_dec_gradient, 0, bytes)
  firstRow = 0
  endRow = 0
  empty()
}

/** Empties the lists and keeps all sums. */
export function empty(): void {
  used = 0
  firstRow = endRow
  store<i32>(row_start + ((<usize>firstRow) << 2), 0)
  memory.fill(pending, 0, (<usize>features) << 2)
}

/** Returns true if the lists have room for a row with every feature active. */
export function hasRoom(): bool {
  return used + features <= capacity
}

/**
 * Appends the active features of a row. A feature counts unless it is below the threshold, so that a pre-activation
 * that is not a number counts too.
 */
function collect(row: usize): void {
  if (limit > 0) keepLargest(row, limit)
  else keepAll()
  const least = f32x4.splat(threshold)
  let at = used
  for (let f = 0; f < features; f += 16) {
    const p = row + ((<usize>f) << 2)
    const b = b_enc + ((<usize>f) << 2)
    const off0 = f32x4.lt(f32x4.add(v128.load(p), v128.load(b)), least)
    const off1 = f32x4.lt(f32x4.add(v128.load(p, 16), v128.load(b, 16)), least)
    const off2 = f32x4.lt(f32x4.add(v128.load(p, 32), v128.load(b, 32)), least)
    const off3 = f32x4.lt(f32x4.add(v128.load(p, 48), v128.load(b, 48)), least)
    const off = v128.and(v128.and(off0, off1), v128.and(off2, off3))
    if (i32x4.all_true(off)) continue
    let on =
      ~(
        i32x4.bitmask(off0) |
        (i32x4.bitmask(off1) << 4) |
        (i32x4.bitmask(off2) << 8) |
        (i32x4.bitmask(off3) << 12)
      ) & 0xffff
    while (on !== 0) {
      const lane = ctz(on)
      on &= on - 1
      const offset = (<usize>lane) << 2
      const value = load<f32>(p + offset) + load<f32>(b + offset)
      if (value === threshold && f + lane > lastEqual) continue
      const entry = (<usize>at) << 2
      store<i32>(entry_feature + entry, f + lane)
      store<f32>(entry_value + entry, value)
      at++
    }
  }
  used = at
}

function decoderRow(entry: usize): usize {
  return W_dec + <usize>load<i32>(entry_feature + entry) * ((<usize>width) << 2)
}

/** Decodes a row whose features are listed from `start` on; its error is not scaled. */
function decode(row: i32, start: i32): void {
  const e = error + <usize>row * ((<usize>width) << 2)
  subtract(e, width, b_dec, x + <usize>row * ((<usize>width) << 2))
  let sum: f32 = 0
  let k = start
  for (; k + 4 <= used; k += 4) {
    const n = (<usize>k) << 2
    const v = entry_value + n
    const f0 = load<f32>(v)
    const f1 = load<f32>(v, 4)
    const f2 = load<f32>(v, 8)
    const f3 = load<f32>(v, 12)
    addScaled4(
      e,
      width,
      decoderRow(n),
      decoderRow(n + 4),
      decoderRow(n + 8),
      decoderRow(n + 12),
      f0,
      f1,
      f2,
      f3,
    )
    sum = sum + f0 + f1 + f2 + f3
  }
  for (; k < used; k++) {
    const n = (<usize>k) << 2
    const f = load<f32>(entry_value + n)
    addScaled(e, width, decoderRow(n), f)
    sum += f
  }
  activation += sum
  const squared = dot(e, e, width)
  store<f32>(row_error + ((<usize>row) << 2), squared)
  squaredError += squared
}

function slopes(row: i32, start: i32, lambda: f32): void {
  const e = error + <usize>row * ((<usize>width) << 2)
  const perRow: f32 = <f32>(1.0 / <f64>batch)
  scale(e, width, 2 * perRow)
  addScaled(b_dec_gradient, width, e, 1)
  const pull = lambda * perRow
  let k = start
  for (; k + 4 <= used; k += 4) {
    const n = (<usize>k) << 2
    const out = entry_slope + n
    dot4(out, e, width, decoderRow(n), decoderRow(n + 4), decoderRow(n + 8), decoderRow(n + 12))
    v128.store(out, f32x4.add(v128.load(out), f32x4.splat(pull)))
  }
  for (; k < used; k++) {
    const n = (<usize>k) << 2
    store<f32>(entry_slope + n, dot(e, decoderRow(n), width) + pull)
  }
  for (k = start; k < used; k++) {
    const count = pending + ((<usize>load<i32>(entry_feature + ((<usize>k) << 2))) << 2)
    store<i32>(count, load<i32>(count) + 1)
  }
}

/** Trains on row `row`, whose products with W_enc are row `slot` of `pre`. The lists must have room. */
export function trainRow(row: i32, slot: i32, lambda: f32): void {
  const start = used
  collect(pre + <usize>slot * ((<usize>features) << 2))
  decode(row, start)
  slopes(row, start, lambda)
  endRow = row + 1
  store<i32>(row_start + ((<usize>endRow) << 2), used)
}

/** Does the same as `trainRow`, but only for the error. */
export function measureRow(row: i32, slot: i32): void {
  used = 0
  collect(pre + <usize>slot * ((<usize>features) << 2))
  decode(row, 0)
}
