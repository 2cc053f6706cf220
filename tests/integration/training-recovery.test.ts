import { expect, it } from 'vitest'
import { initialDictionary } from '@/lib/train/dictionary-init'
import { openDictionaryStep } from '@/lib/train/dictionary-step'
import { dictionaryTrainingSettings } from '@/lib/train/settings'
import { normals, streamId, uniform } from '@/lib/training/random'

const dIn = 24
const truths = 48
const active = 3

/** Unit directions that the data is made of, [truths, d_in]. */
function directions(): Float32Array {
  const out = normals(7, 'truth', truths * dIn, 1)
  for (let f = 0; f < truths; f++) {
    const row = out.subarray(f * dIn, (f + 1) * dIn)
    const norm = Math.hypot(...row)
    row.forEach((value, i) => {
      row[i] = value / norm
    })
  }
  return out
}

/** Rows that are sums of about three directions with random strengths, E‖x‖² ≈ d_in. */
function fillRows(x: Float32Array, truth: Float32Array, step: number): void {
  x.fill(0)
  const stream = streamId(`data ${step}`)
  for (let row = 0; row < x.length / dIn; row++)
    for (let k = 0; k < active; k++) {
      const at = (row * active + k) * 2
      const f = Math.floor(uniform(1, stream, at) * truths)
      const strength = (0.5 + uniform(1, stream, at + 1)) * Math.sqrt(dIn / active)
      for (let i = 0; i < dIn; i++) x[row * dIn + i] += strength * truth[f * dIn + i]
    }
}

it('recovers the directions that sparse data was made of', async () => {
  const features = 64
  const settings = dictionaryTrainingSettings({
    name: 'toy',
    features,
    batch: 256,
    steps: 1000,
    learningRate: 3e-3,
    lambda: 2,
    lambdaWarmup: 200,
    threads: 1,
  })
  const truth = directions()
  const initial = initialDictionary(dIn, features, new Float32Array(dIn), 1)
  const trainer = await openDictionaryStep(dIn, settings, initial)
  let l0 = 0
  for (let step = 0; step < settings.steps; step++) {
    fillRows(trainer.x, truth, step)
    l0 = (await trainer.step(step)).l0
  }
  await trainer.release()
  const W_dec = trainer.tensors().W_dec.data
  let sum = 0
  for (let t = 0; t < truths; t++) {
    let best = -1
    for (let f = 0; f < features; f++) {
      let cosine = 0
      for (let i = 0; i < dIn; i++) cosine += truth[t * dIn + i] * W_dec[f * dIn + i]
      best = Math.max(best, cosine)
    }
    sum += best
  }
  expect(sum / truths).toBeGreaterThan(0.9)
  expect(l0).toBeLessThan(2.5 * active)
})
