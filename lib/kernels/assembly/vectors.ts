/** Rows of float32 whose length is divisible by four, with one fixed order of summation. */

export function clear(out: usize, bytes: usize): void {
  memory.fill(out, 0, bytes)
}

/** out += c·a */
export function addScaled(out: usize, length: i32, a: usize, c: f32): void {
  const scale = f32x4.splat(c)
  const end = out + ((<usize>length) << 2)
  for (; out < end; out += 16, a += 16)
    v128.store(out, f32x4.add(v128.load(out), f32x4.mul(scale, v128.load(a))))
}

/** out += c0·a0, then c1·a1, c2·a2, c3·a3: the same sums as four calls of addScaled. */
export function addScaled4(
  out: usize,
  length: i32,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  c0: f32,
  c1: f32,
  c2: f32,
  c3: f32,
): void {
  const s0 = f32x4.splat(c0)
  const s1 = f32x4.splat(c1)
  const s2 = f32x4.splat(c2)
  const s3 = f32x4.splat(c3)
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    let sum = f32x4.add(v128.load(out + i), f32x4.mul(s0, v128.load(a0 + i)))
    sum = f32x4.add(sum, f32x4.mul(s1, v128.load(a1 + i)))
    sum = f32x4.add(sum, f32x4.mul(s2, v128.load(a2 + i)))
    v128.store(out + i, f32x4.add(sum, f32x4.mul(s3, v128.load(a3 + i))))
  }
}

function lanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}

/** Returns Σ a·b, in four sums of every fourth product. */
export function dot(a: usize, b: usize, length: i32): f32 {
  let sum = f32x4.splat(0)
  const end = a + ((<usize>length) << 2)
  for (; a < end; a += 16, b += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(a), v128.load(b)))
  return lanes(sum)
}

/** Writes dot(a, b0) … dot(a, b3) to `out`, each summed as `dot` does. */
export function dot4(out: usize, a: usize, length: i32, b0: usize, b1: usize, b2: usize, b3: usize): void {
  let sum0 = f32x4.splat(0)
  let sum1 = f32x4.splat(0)
  let sum2 = f32x4.splat(0)
  let sum3 = f32x4.splat(0)
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(a + i)
    sum0 = f32x4.add(sum0, f32x4.mul(v, v128.load(b0 + i)))
    sum1 = f32x4.add(sum1, f32x4.mul(v, v128.load(b1 + i)))
    sum2 = f32x4.add(sum2, f32x4.mul(v, v128.load(b2 + i)))
    sum3 = f32x4.add(sum3, f32x4.mul(v, v128.load(b3 + i)))
  }
  store<f32>(out, lanes(sum0))
  store<f32>(out, lanes(sum1), 4)
  store<f32>(out, lanes(sum2), 8)
  store<f32>(out, lanes(sum3), 12)
}

/** out = a − b */
export function subtract(out: usize, length: i32, a: usize, b: usize): void {
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(out + i, f32x4.sub(v128.load(a + i), v128.load(b + i)))
}

/** out *= c */
export function scale(out: usize, length: i32, c: f32): void {
  const factor = f32x4.splat(c)
  const end = out + ((<usize>length) << 2)
  for (; out < end; out += 16) v128.store(out, f32x4.mul(v128.load(out), factor))
}

/** out /= c */
export function divide(out: usize, length: i32, c: f32): void {
  const divisor = f32x4.splat(c)
  const end = out + ((<usize>length) << 2)
  for (; out < end; out += 16) v128.store(out, f32x4.div(v128.load(out), divisor))
}
