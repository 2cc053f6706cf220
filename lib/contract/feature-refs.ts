/** Features of any dictionaries in an address: `one-layer-a.a1:196`, repeated. Client-safe. */
import { z } from 'zod'
import { CountParamSchema, DictionaryIdSchema } from './scalars'

/** Fewest and most features that are compared with each other. */
export const FEWEST_COMPARED = 2
export const MOST_COMPARED = 4

export interface FeatureRef {
  readonly dictionary: string
  readonly feature: number
}

/** Returns a feature as text: "one-layer-a.a1:196". */
export const featureRefText = ({ dictionary, feature }: FeatureRef): string => `${dictionary}:${feature}`

const RefSchema = z.object({ dictionary: DictionaryIdSchema, feature: CountParamSchema })

/** Reads "one-layer-a.a1:196"; returns null for anything else. */
export function parseFeatureRef(text: string): FeatureRef | null {
  const [, dictionary, feature] = /^(.+):(\d{1,10})$/.exec(text.trim()) ?? []
  const read = RefSchema.safeParse({ dictionary, feature })
  return read.success ? read.data : null
}

const RefParamSchema = z.string().refine((text) => parseFeatureRef(text) !== null, {
  message: 'must be a dictionary and the number of a feature, such as one-layer-a.a1:196',
})

/** The query of an operation over several features. */
export const FeatureRefsQuerySchema = z.object({
  f: z
    .array(RefParamSchema)
    .min(FEWEST_COMPARED)
    .max(MOST_COMPARED)
    .describe('Features as dictionary:number, one parameter each'),
})

/** Cosines of the decoders of each pair of features. */
export const DecoderCosinesSchema = z.object({
  items: z.array(
    z.object({
      a: z.string().describe('dictionary:number'),
      b: z.string(),
      cosine: z
        .number()
        .nullable()
        .describe('Null where it has no meaning: another model, another hook, or a decoder of zeros'),
    }),
  ),
  nextCursor: z.null(),
})
export type DecoderCosines = z.infer<typeof DecoderCosinesSchema>

/** Correlations of the activations of each pair of features. */
export const FeatureCorrelationsSchema = z.object({
  tokens: z
    .number()
    .int()
    .describe(
      'Number of tokens that they are computed over: all content tokens of the analysis of the first feature',
    ),
  items: z.array(
    z.object({
      a: z.string().describe('dictionary:number'),
      b: z.string(),
      correlation: z
        .number()
        .nullable()
        .describe(
          'Pearson’s r; null for a neuron, for a feature that never fires, and if the activations of a dictionary on this text are not stored on this server',
        ),
    }),
  ),
  nextCursor: z.null(),
})
export type FeatureCorrelations = z.infer<typeof FeatureCorrelationsSchema>
