/** The part of training.json of a dictionary directory that pages show. */
import { z } from 'zod'
import type { TextSource } from '@/lib/domain/measured-text'

const finite = z.number().nullable()

const CurvePointSchema = z.object({
  step: z.number().int().positive(),
  loss: finite,
  l0: finite,
  dead: finite.describe('Features that fired in no step since the point before'),
  explainedVariance: finite,
})
export type CurvePoint = z.infer<typeof CurvePointSchema>

const held = z.object({
  heldOutTokens: z.number().int(),
  l0: finite,
  ceRecovered: finite,
  explainedVariance: finite,
  deadFraction: finite,
})

/** The file. Keys that are not named here are not stored. */
const TrainingFileSchema = z.object({
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  model: z.object({ name: z.string(), hash: z.string() }),
  corpus: z.object({
    description: z.string(),
    hash: z.string(),
    trainingTokens: z.number(),
    heldOut: z
      .object({ seed: z.number().int(), share: z.number() })
      .exactOptional()
      .describe('Rule of the packages or documents that were held out of the training'),
  }),
  activations: z.number().int().positive(),
  seconds: z.number().nonnegative(),
  metrics: held,
  /** Features resampled by `resampled@<step>`. */
  resampled: z.record(z.string().regex(/^resampled@\d+$/), z.number().int().nonnegative()).default({}),
  curve: z.array(CurvePointSchema).max(100_000),
})

export const TrainingRecordSchema = TrainingFileSchema.omit({ resampled: true })
  .extend({
    resampled: z
      .array(z.object({ step: z.number().int(), features: z.number().int() }))
      .describe('Steps at which dead features got new directions, and how many features did'),
  })
  .meta({ id: 'TrainingRecord' })
export type TrainingRecord = z.infer<typeof TrainingRecordSchema>

/** How the description of a training corpus begins if it is the text of the installed packages. */
export const PACKAGES_TEXT = 'text of the dependency tree'

/** Returns the kind of text on which a dictionary was trained. */
export function trainedOn({ corpus }: Pick<TrainingRecord, 'corpus'>): TextSource {
  return corpus.description.startsWith(PACKAGES_TEXT) ? 'packages' : 'paths'
}

/** Reads the content of the file. Returns null if it is not a training record. */
export function toTrainingRecord(json: unknown): TrainingRecord | null {
  const parsed = TrainingFileSchema.safeParse(json)
  if (!parsed.success) return null
  const { resampled, ...rest } = parsed.data
  const events = Object.entries(resampled).map(([key, features]) => ({
    step: Number(key.slice('resampled@'.length)),
    features,
  }))
  return { ...rest, resampled: events.sort((a, b) => a.step - b.step) }
}
