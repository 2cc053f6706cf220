/** Adam (Kingma & Ba 2015), as in the training graphs; the rate includes its bias correction. */

const BETA1: f32 = <f32>0.9
const BETA2: f32 = <f32>0.999
const REST1: f32 = <f32>(1 - 0.9)
const REST2: f32 = <f32>(1 - 0.999)
const EPS: f32 = <f32>1e-8
/** Smaller moments are set to zero: they cannot move a weight, and denormals are slow. */
const TINY: f32 = <f32>1e-36

/** Takes one step of `length` weights; `gradient` stays as it is. */
export function adam(w: usize, m: usize, v: usize, gradient: usize, length: i32, lr: f32): void {
  const beta1 = f32x4.splat(BETA1)
  const beta2 = f32x4.splat(BETA2)
  const rest1 = f32x4.splat(REST1)
  const rest2 = f32x4.splat(REST2)
  const eps = f32x4.splat(EPS)
  const tiny = f32x4.splat(TINY)
  const rate = f32x4.splat(lr)
  const bytes = (<usize>length) << 2
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = v128.load(gradient + i)
    let first = f32x4.add(f32x4.mul(v128.load(m + i), beta1), f32x4.mul(g, rest1))
    let second = f32x4.add(f32x4.mul(v128.load(v + i), beta2), f32x4.mul(f32x4.mul(g, g), rest2))
    first = v128.andnot(first, f32x4.lt(f32x4.abs(first), tiny))
    second = v128.andnot(second, f32x4.lt(second, tiny))
    v128.store(m + i, first)
    v128.store(v + i, second)
    const step = f32x4.div(f32x4.mul(first, rate), f32x4.add(f32x4.sqrt(second), eps))
    v128.store(w + i, f32x4.sub(v128.load(w + i), step))
  }
}
