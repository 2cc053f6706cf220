import { z } from 'zod'
import { parseHook } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'

/** A name that serves as a folder and as part of URLs. */
const name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'must be lower-case letters, digits and dashes, starting with a letter or digit',
  )
const count = z.number().int().positive()
const seed = z.number().int().min(0).max(0xffffffff)
const threads = z.number().int().min(1).max(256)

const modelSettings = z
  .object({
    name,
    seed: seed.default(1),
    vocabSize: z.number().int().min(257).max(65_536).default(5120),
    nLayers: count.max(48).default(1),
    dModel: count.max(8192).default(128),
    dMlp: count.max(32_768).default(512),
    nHeads: count.max(128).default(4),
    nCtx: z.number().int().min(9).max(4096).default(128),
    activation: z.enum(['relu', 'gelu', 'gelu_new']).default('relu'),
    /** Number of sequences per step. */
    batch: count.max(4096).default(32),
    steps: count.max(100_000_000).default(9000),
    learningRate: z.number().positive().max(1).default(4e-3),
    warmup: z.number().int().min(0).default(300),
    /** Share of the peak learning rate at the last step. */
    floor: z.number().min(0).max(1).default(0.05),
    threads: threads.default(2),
  })
  .refine((s) => s.dModel % s.nHeads === 0, { message: 'must divide dModel evenly', path: ['nHeads'] })

const dictionarySettings = z
  .object({
    name,
    /**
     * standard: every positive feature is active, at a price of λ. topk: the k largest are active, without a price.
     */
    kind: z.enum(['standard', 'topk']).default('standard'),
    /** Most features active on a token; only for a topk dictionary. */
    k: count.max(65_536).default(32),
    seed: seed.default(1),
    features: count.max(1_048_576).default(4096),
    hook: z.string().default('blocks.0.mlp.hook_post'),
    /** Number of activations per step. */
    batch: count.max(65_536).default(4096),
    steps: count.max(100_000_000).default(8000),
    learningRate: z.number().positive().max(1).default(1e-3),
    warmup: z.number().int().min(0).default(100),
    /** Weight of the summed absolute activations against the summed squared error, with E‖x‖² = d_in. */
    lambda: z.number().min(0).max(1e6).default(3),
    lambdaWarmup: z.number().int().min(0).default(500),
    /** Share of the steps over which the learning rate falls to 0 at the end. */
    tail: z.number().min(0).max(1).default(0.2),
    /** How often dead features are resampled, evenly over the steps before the learning rate falls. */
    resamples: z.number().int().min(0).max(100).default(4),
    /** For a control: trains on the model with the entries of every weight matrix shuffled by this seed. */
    shuffleWeights: seed.exactOptional(),
    /** Number of sequences whose activations are shuffled together. */
    bufferSequences: count.max(1_000_000).default(2048),
    threads: threads.default(2),
  })
  .refine((s) => s.kind !== 'topk' || s.k <= s.features, {
    message: 'must not exceed the features',
    path: ['k'],
  })

export type ModelTrainingSettings = z.infer<typeof modelSettings>
export type DictionaryTrainingSettings = z.infer<typeof dictionarySettings>

/** Fills in defaults. Throws `bad_request` with the first setting out of range. */
export function modelTrainingSettings(input: z.input<typeof modelSettings>): ModelTrainingSettings {
  return parse(modelSettings, input)
}

/** Returns the settings that the weights depend on, without those of the other kind of dictionary. */
export function ownSettings(
  settings: DictionaryTrainingSettings,
): Omit<DictionaryTrainingSettings, 'k' | 'lambda' | 'lambdaWarmup'> &
  Partial<Pick<DictionaryTrainingSettings, 'k' | 'lambda' | 'lambdaWarmup'>> {
  const { k, lambda, lambdaWarmup, ...rest } = settings
  return settings.kind === 'topk' ? { ...rest, k } : { ...rest, lambda, lambdaWarmup }
}

/** Fills in defaults. Throws `bad_request` with the first setting out of range. */
export function dictionaryTrainingSettings(
  input: z.input<typeof dictionarySettings>,
): DictionaryTrainingSettings {
  const settings = parse(dictionarySettings, input)
  parseHook(settings.hook)
  return settings
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  const given = input !== null && typeof input === 'object' ? Reflect.get(input, path) : undefined
  throw new SemascopeError('bad_request', `${path} ${JSON.stringify(given)}: ${issue?.message}`)
}
