import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ActivationBuffer } from '@/lib/train/activation-buffer'
import type { ActivationSource } from '@/lib/train/activations'
import { trainOnActivations } from '@/lib/train/dictionary-loop'
import { dictionaryTrainingSettings } from '@/lib/train/settings'
import { normals, uniforms } from '@/lib/training/random'

// As in "Toy Models of Superposition": twice as many directions as dimensions, with a few of them present at a time.
const D_IN = 64
const TRUTHS = 128
const PRESENT = 4
const ROWS = 64
const SEQUENCES = 2048

const root = mkdtempSync(path.join(tmpdir(), 'semascope-truth-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Returns unit directions, [truths, d_in]. */
function directions(): Float32Array {
  const out = normals(7, 'truth', TRUTHS * D_IN, 1)
  for (let t = 0; t < TRUTHS; t++) {
    const row = out.subarray(t * D_IN, (t + 1) * D_IN)
    const norm = Math.hypot(...row)
    for (let i = 0; i < D_IN; i++) row[i] /= norm
  }
  return out
}

/** Makes sequences of sums of a few random directions, with strengths uniform in 0.5 … 1.5. */
function toySource(truth: Float32Array): ActivationSource {
  return {
    width: D_IN,
    async fill(windows, out) {
      out.fill(0, 0, windows.length * ROWS * D_IN)
      for (let w = 0; w < windows.length; w++) {
        const draws = uniforms(windows[w], 'draws', 2 * ROWS * PRESENT, 0.5)
        for (let draw = 0; draw < ROWS * PRESENT; draw++) {
          const to = (w * ROWS + Math.floor(draw / PRESENT)) * D_IN
          const from = Math.floor((draws[2 * draw] + 0.5) * TRUTHS) * D_IN
          for (let i = 0; i < D_IN; i++) out[to + i] += (1 + draws[2 * draw + 1]) * truth[from + i]
        }
      }
      return windows.length * ROWS
    },
    async release() {},
  }
}

/** Returns the mean over the true directions of the largest cosine with a decoder vector. */
function meanMaxCosine(truth: Float32Array, W_dec: Float32Array): number {
  let sum = 0
  for (let t = 0; t < TRUTHS; t++) {
    let best = -1
    for (let f = 0; f < W_dec.length / D_IN; f++) {
      let cosine = 0
      for (let i = 0; i < D_IN; i++) cosine += truth[t * D_IN + i] * W_dec[f * D_IN + i]
      best = Math.max(best, cosine)
    }
    sum += best
  }
  return sum / TRUTHS
}

it.each([{ kind: 'standard', lambda: 2 } as const, { kind: 'topk', k: 4 } as const])(
  'training recovers the directions that data is made of: %j',
  async (kind) => {
    const truth = directions()
    const settings = dictionaryTrainingSettings({
      name: kind.kind,
      ...kind,
      features: 192,
      batch: 256,
      steps: 600,
      learningRate: 3e-3,
      warmup: 20,
      lambdaWarmup: 100,
      resamples: 3,
      bufferSequences: 256,
      threads: 1,
    })
    const rowsPerSequence = new Int32Array(SEQUENCES).fill(ROWS)
    const plan = { seed: 1, rowsPerSequence, chunkSequences: settings.bufferSequences, batch: settings.batch }
    const { tensors, resampled } = await trainOnActivations(
      settings,
      D_IN,
      new ActivationBuffer(toySource(truth), plan),
      { found: null, identity: {}, workDir: path.join(root, kind.kind), checkpointSeconds: 1e9 },
    )
    expect(Object.keys(resampled)).toHaveLength(3)
    expect(meanMaxCosine(truth, tensors.W_dec.data)).toBeGreaterThan(0.95)
  },
  120_000,
)
