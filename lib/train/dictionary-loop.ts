/**
 * Trains a sparse autoencoder, standard or topk, by the recipe of "Towards Monosemanticity" scaled to the run:
 * geometric-median b_dec, unit-norm decoder, λ warm-up, resampling of dead features, a learning rate that falls at
 * the end, shuffled activations.
 */
import type { Tensor } from '@/lib/domain/model'
import { resampleTimes } from '@/lib/training/resample-times'
import type { ActivationBuffer } from './activation-buffer'
import { type Checkpoint, type CheckpointMeta, writeCheckpoint } from './checkpoint'
import { initialDictionary } from './dictionary-init'
import { resampleDead } from './dictionary-resample'
import { type InputStatistics, inputStatistics } from './dictionary-statistics'
import { openDictionaryStep } from './dictionary-step'
import { trainingLoop } from './loop'
import type { TrainingRun } from './model'
import type { CurvePoint } from './progress'
import type { DictionaryTrainingSettings } from './settings'

export interface TrainedWeights {
  readonly tensors: Readonly<Record<string, Tensor>>
  readonly statistics: InputStatistics
  readonly curve: readonly CurvePoint[]
  /** Number of resampled features by step, as `resampled@<step>`. */
  readonly resampled: Readonly<Record<string, number>>
  /** Seconds spent by this process and earlier ones. */
  readonly seconds: number
}

export interface ActivationRun extends Omit<TrainingRun, 'outDir' | 'restart' | 'allowThreadChange'> {
  /** The checkpoint to resume from. */
  readonly found: Checkpoint | null
  /** The identity written to checkpoints. */
  readonly identity: CheckpointMeta['identity']
}

/** Trains on the activations [*, d_in] of a buffer and writes checkpoints. */
export async function trainOnActivations(
  settings: DictionaryTrainingSettings,
  dIn: number,
  buffer: ActivationBuffer,
  run: ActivationRun,
): Promise<TrainedWeights> {
  const { found, identity } = run
  const { steps, features, batch, threads } = settings
  const events = run.events ?? {}
  const first = found ? null : await inputStatistics(buffer, dIn)
  const before = found?.meta.seconds ?? 0
  const scalars: Record<string, number> = { ...(found?.meta.scalars ?? first?.statistics) }
  const statistics = { scale: scalars.scale, variance: scalars.variance, sample: scalars.sample }
  const fired = new Float32Array(features)
  if (found) fired.set(found.tensor('fired').data)
  const curve: CurvePoint[] = [...(found?.meta.curve ?? [])]
  const times = resampleTimes(steps, settings.resamples, settings.tail)
  const sincePoint = new Float32Array(features)

  const median = first?.median ?? new Float32Array(dIn)
  const initial = initialDictionary(dIn, features, median, settings.seed, settings.kind)
  const trainer = await openDictionaryStep(dIn, settings, initial)
  try {
    if (found) trainer.load(found.tensor)
    const seconds = await trainingLoop({
      steps,
      firstStep: found?.meta.step ?? 0,
      tokensPerStep: batch,
      pointEvery: run.pointEvery ?? 50,
      checkpointSeconds: run.checkpointSeconds ?? 60,
      curve,
      events,
      signal: run.signal,
      async step(step) {
        await buffer.batch(step, statistics.scale, trainer.x)
        const { mse, loss, l0, counts } = await trainer.step(step)
        const done = step + 1
        for (let f = 0; f < features; f++) sincePoint[f] += counts[f]
        const time = times.find(({ step: at, countFrom }) => done > countFrom && done <= at)
        if (time && Number.isFinite(loss)) {
          for (let f = 0; f < features; f++) fired[f] += counts[f]
          if (done === time.step) {
            const n = await resampleDead(step, fired, trainer, buffer, statistics.scale, dIn, settings)
            scalars[`resampled@${done}`] = n
            events.note?.(`step ${done}: resampled ${n} features silent for ${done - time.countFrom} steps`)
            fired.fill(0)
          }
        }
        return { loss, mse, l0 }
      },
      point(mean) {
        const dead = sincePoint.filter((count) => count === 0).length
        sincePoint.fill(0)
        const explainedVariance = 1 - mean('mse') / statistics.variance
        return { loss: mean('loss'), l0: mean('l0'), dead, explainedVariance }
      },
      save: (step, spent) =>
        writeCheckpoint(
          run.workDir,
          { step, identity, threads, seconds: before + spent, curve, scalars },
          { ...trainer.tensors(), fired: { data: fired, dims: [features] } },
        ),
    })
    const resampled = Object.fromEntries(
      Object.entries(scalars).filter(([key]) => key.startsWith('resampled@')),
    )
    return { tensors: trainer.tensors(), statistics, curve, resampled, seconds: before + seconds }
  } finally {
    await trainer.release()
  }
}
