/**
 * Finds the k-th largest positive pre-activation of a row with a heap of the k largest so far. Of equal ones those
 * with the smaller index count as larger, as in ONNX's TopK.
 */
import { b_enc, features, heap_index, heap_value } from './memory'

/** The smallest float32 above 0; smaller values are not active. */
const ABOVE_ZERO: f32 = reinterpret<f32>(1)

/**
 * The least value of an active feature; a feature with exactly this value is active only up to the index `lastEqual`.
 */
export let threshold: f32 = ABOVE_ZERO
export let lastEqual: i32 = i32.MAX_VALUE

/** Makes every positive pre-activation active. */
export function keepAll(): void {
  threshold = ABOVE_ZERO
  lastEqual = i32.MAX_VALUE
}

function valueAt(at: i32): f32 {
  return load<f32>(heap_value + ((<usize>at) << 2))
}

function indexAt(at: i32): i32 {
  return load<i32>(heap_index + ((<usize>at) << 2))
}

function put(at: i32, value: f32, index: i32): void {
  store<f32>(heap_value + ((<usize>at) << 2), value)
  store<i32>(heap_index + ((<usize>at) << 2), index)
}

/** Returns true if an entry leaves the heap before another one. */
function less(valueA: f32, indexA: i32, valueB: f32, indexB: i32): bool {
  return valueA < valueB || (valueA === valueB && indexA > indexB)
}

/** Puts an entry into a heap of `size` entries whose slot `at` is free, moving smaller entries up. */
function siftDown(at: i32, size: i32, value: f32, index: i32): void {
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    const right = child + 1
    if (right < size && less(valueAt(right), indexAt(right), valueAt(child), indexAt(child))) child = right
    if (!less(valueAt(child), indexAt(child), value, index)) break
    put(at, valueAt(child), indexAt(child))
    at = child
  }
  put(at, value, index)
}

function siftUp(at: i32, value: f32, index: i32): void {
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!less(value, index, valueAt(parent), indexAt(parent))) break
    put(at, valueAt(parent), indexAt(parent))
    at = parent
  }
  put(at, value, index)
}

/**
 * Sets the threshold so that the `k` largest positive pre-activations of a row are active, or all if there are fewer.
 */
export function keepLargest(row: usize, k: i32): void {
  keepAll()
  let size = 0
  for (let f = 0; f < features; f += 4) {
    const at = (<usize>f) << 2
    const p = f32x4.add(v128.load(row + at), v128.load(b_enc + at))
    let on = i32x4.bitmask(f32x4.ge(p, f32x4.splat(threshold)))
    while (on !== 0) {
      const lane = ctz(on)
      on &= on - 1
      const offset = at + ((<usize>lane) << 2)
      const value = load<f32>(row + offset) + load<f32>(b_enc + offset)
      if (size < k) siftUp(size++, value, f + lane)
      // An equal value has a larger index than the entry it would replace.
      else if (value > valueAt(0)) siftDown(0, k, value, f + lane)
      else continue
      if (size === k) threshold = valueAt(0)
    }
  }
  if (size === k) lastEqual = indexAt(0)
}
