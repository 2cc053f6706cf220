import { z } from 'zod'
import { TOP_EXAMPLES } from '@/lib/domain/example'
import type { RunKind } from './kind'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/

const specFields = z.object({
  hook: z.string(),
  dIn: z.int().positive(),
  dSae: z.int().positive(),
  prependBos: z.boolean(),
  contextSize: z.int().min(2),
  applyBDecToInput: z.boolean(),
})
const dictionarySpec = z.discriminatedUnion('kind', [
  specFields.extend({ kind: z.literal('standard') }),
  specFields.extend({ kind: z.literal('topk'), k: z.int().positive() }),
  specFields.extend({ kind: z.literal('neurons') }),
])

/** The settings of an analysis run. They are enough to repeat the run, and part of its provenance. */
const settings = z.object({
  model: z.object({
    slug: z.string().regex(slugPattern),
    hash,
    tokenizerHash: hash,
    /** The model whose control this one is: the entries of each weight matrix are shuffled by the seed. */
    shuffled: z.object({ of: z.string().regex(slugPattern), ofHash: hash, seed: z.int() }).exactOptional(),
  }),
  dictionaries: z
    .array(z.object({ slug: z.string(), hash, spec: dictionarySpec }))
    .min(1)
    .max(64),
  corpus: z.object({
    name: z.string().min(1),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('dependency-tree') }),
      z.object({ kind: z.literal('paths'), paths: z.array(z.string()).min(1) }),
    ]),
    contextSize: z.int().min(2).max(32767),
    prependBos: z.boolean(),
    /** Most content tokens of the corpus; null takes all of the text. */
    maxTokens: z.int().positive().nullable(),
    heldOutShare: z.number().min(0).max(0.5),
    seed: z.int(),
    /** The corpus file, once a run of these settings has built it. */
    hash: hash.nullable(),
  }),
  /** Most content tokens to analyse; null means all of the corpus. */
  analyseTokens: z.int().positive().nullable(),
  preview: z.boolean(),
  /** Seed of every sample the analysis draws. */
  seed: z.int(),
  /** True if other weights of the same name may be replaced. */
  replace: z.boolean(),
  /** True if a run over the whole corpus follows when this one is published. */
  thenFull: z.boolean(),
  /**
   * Where attention follows the hook: how many of each feature's top examples are run again without the feature, after the
   * analysis is published. Each takes a pass over its whole sequence.
   */
  ablatedExamples: z.int().min(0).max(TOP_EXAMPLES).default(3),
})

export type AnalysisSettings = z.infer<typeof settings>

/** An analysis of dictionaries of one model on one corpus. */
export const analysis = {
  settings,
  stages: [
    { name: 'import', unit: 'dictionaries' },
    { name: 'corpus', unit: 'tokens' },
    { name: 'harvest', unit: 'tokens' },
    { name: 'summarise', unit: 'features' },
    { name: 'examples', unit: 'sequences' },
    { name: 'effects', unit: 'features' },
    { name: 'logits', unit: 'features' },
    { name: 'postings', unit: 'tokens' },
    { name: 'correlate', unit: 'sequences' },
    { name: 'relate', unit: 'features' },
    { name: 'label', unit: 'features' },
    { name: 'evaluate', unit: 'sequences' },
    { name: 'publish', unit: 'dictionaries' },
    { name: 'ablate', unit: 'examples' },
  ],
} as const satisfies RunKind
