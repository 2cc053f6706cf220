import { hashWords, streamId } from '@/lib/training/random'
import { drawByLossSquared, resampleFeatures } from '@/lib/training/resample'
import type { ActivationBuffer } from './activation-buffer'
import type { DictionaryStep } from './dictionary-step'
import type { DictionaryTrainingSettings } from './settings'

const STREAM = streamId('resample-inputs')

/**
 * Encoder norm of a resampled feature relative to the mean of live ones. With a small norm a standard feature starts
 * gently; a topk feature that is not among the k largest gets no gradient and would stay dead.
 */
const ENCODER_SCALE = { standard: 0.2, topk: 1 } as const

/** Number of batches from whose losses the new directions are drawn. */
const BATCHES = 16

/**
 * Resamples the features that are silent according to `fired`, with inputs drawn by squared loss from the buffer of
 * this step. A pure function of weights, settings and step.
 * @returns features resampled
 */
export async function resampleDead(
  step: number,
  fired: Float32Array,
  trainer: DictionaryStep,
  buffer: ActivationBuffer,
  scale: number,
  dIn: number,
  settings: DictionaryTrainingSettings,
): Promise<number> {
  const dead: number[] = []
  for (let f = 0; f < fired.length; f++) if (fired[f] === 0) dead.push(f)
  if (dead.length === 0) return 0
  const { batch, seed } = settings
  const losses = new Float32Array(BATCHES * batch)
  const inputs = new Float32Array(BATCHES * batch * dIn)
  for (let k = 0; k < BATCHES; k++) {
    await buffer.rowsFrom(step, hashWords(seed, STREAM, step, k), scale, trainer.x)
    inputs.set(trainer.x, k * batch * dIn)
    losses.set(await trainer.rowErrors(), k * batch)
  }
  const drawn = new Float32Array(dead.length * dIn)
  for (const [i, row] of drawByLossSquared(losses, dead.length, seed, step).entries())
    drawn.set(inputs.subarray(row * dIn, (row + 1) * dIn), i * dIn)
  const tensors = trainer.tensors()
  const data = (suffix: string) => ({
    W_enc: tensors[`W_enc${suffix}`].data,
    b_enc: tensors[`b_enc${suffix}`].data,
    W_dec: tensors[`W_dec${suffix}`].data,
  })
  resampleFeatures(
    {
      dIn,
      dSae: settings.features,
      ...data(''),
      b_dec: tensors.b_dec.data,
      moments: [data('.m'), data('.v')],
    },
    dead,
    drawn,
    ENCODER_SCALE[settings.kind],
  )
  trainer.load((name) => tensors[name])
  return dead.length
}
