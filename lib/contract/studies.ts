import { z } from 'zod'
import {
  LEVEL_MAXIMUM,
  LEVELS_SCORED,
  MIN_FIRINGS,
  SAMPLINGS,
  SKIP_REASONS,
  type SkipReason,
  STUDY_ROLES,
  type StudyRole,
  type StudySettings,
} from '@/lib/domain/study'
import { RubricSchema } from './annotations'
import { line } from './labels'
import { FULL_AGREEMENT, INTERPRETATION_LENGTH, NAME_LENGTH } from './limits'
import { DictionaryIdSchema, IdParamSchema, MAX_INTEGER, wholeListOf } from './scalars'

/**
 * Blind scoring studies. While a study is open, no answer says what an item is: neither its kind, dictionary, index,
 * label or density nor any value on the scale of its dictionary. Client-safe.
 */

const STUDY_NAME_LENGTH = 120
const NOTE_LENGTH = 500
const DAY_MS = 86_400_000

const studyId = IdParamSchema
const annotator = line(NAME_LENGTH).describe('Who writes')
const milliseconds = z.number().int().min(0).max(DAY_MS).describe('Time spent looking at the item')

// --- the evidence of an item --------------------------------------------------------------------------------------

const BlindTokenSchema = z.object({
  text: z.string(),
  hex: z.string().exactOptional().describe('All bytes in hex, only if the token is not whole characters'),
  level: z.number().int().min(0).max(9).describe('0 if silent, else ceil(9 · activation / maximum)'),
})
export const BlindEvidenceSchema = z.object({
  groups: z.array(
    z.object({
      level: z
        .number()
        .int()
        .min(-1)
        .max(10)
        .describe('−1 for the strongest examples, else the activation level; level 0 is the highest'),
      examples: z.array(z.object({ tokens: z.array(BlindTokenSchema), selected: z.number().int().min(0) })),
    }),
  ),
  raised: z
    .array(BlindTokenSchema)
    .describe('Next tokens that are raised most; level in ninths of the first'),
})
export type BlindEvidence = z.infer<typeof BlindEvidenceSchema>
export type BlindToken = z.infer<typeof BlindTokenSchema>

// --- what is answered ----------------------------------------------------------------------------------------------

const level = z.number().int().min(0).max(LEVEL_MAXIMUM).nullable()
const levels = z
  .array(level)
  .length(LEVELS_SCORED)
  .describe('Consistency of each activation level, the highest first; null if a level has no examples')

/** Unfinished answers, which are saved while a person answers, and restored on resuming or undoing. */
export const DraftSchema = z.object({
  interpretation: z.string().max(INTERPRETATION_LENGTH),
  confidence: z.number().int().min(0).max(3).nullable(),
  activationConsistency: z.number().int().min(0).max(FULL_AGREEMENT).nullable(),
  logitConsistency: z.number().int().min(0).max(3).nullable(),
  separation: z.number().int().min(0).max(1).nullable(),
  specificity: z.number().int().min(0).max(3).nullable(),
  levels,
})
export type Draft = z.infer<typeof DraftSchema>

const onItem = { annotator, item: z.uuid() }

export const NextBodySchema = z.object({ annotator })
export const DraftBodySchema = z.object({ ...onItem, draft: DraftSchema, milliseconds })
export const UndoBodySchema = z.object(onItem)
export const CloseBodySchema = z.object({ annotator })
const skipReason = {
  reason: z.enum(SKIP_REASONS),
  note: z.string().trim().max(NOTE_LENGTH).default(''),
}
const saysWhy = (body: { reason: SkipReason; note: string }) => body.reason !== 'other' || body.note !== ''
const mustSayWhy = { path: ['note'], message: 'must say why if the reason is "other"' }
/** Why a person skips an item. */
export const SkipReasonSchema = z.object(skipReason).refine(saysWhy, mustSayWhy)
export const SkipBodySchema = z.object({ ...onItem, ...skipReason, milliseconds }).refine(saysWhy, mustSayWhy)
export type SkipBody = z.infer<typeof SkipBodySchema>

export const ScoreBodySchema = RubricSchema.extend({
  ...onItem,
  submission: z.uuid().describe('Made by the sender; sending the same id twice stores the answers once'),
  levels: levels.nullable().describe('Null in a study that does not ask for activation levels'),
  milliseconds,
})
  .refine((body) => (body.separation === null) === (body.activationConsistency === FULL_AGREEMENT), {
    path: ['separation'],
    message: `must be answered below ${FULL_AGREEMENT} for activationConsistency and null at ${FULL_AGREEMENT}`,
  })
  .refine((body) => body.confidence === 0 || body.interpretation !== '', {
    path: ['interpretation'],
    message: 'must not be empty if confidence is above 0',
  })
export type ScoreBody = z.infer<typeof ScoreBodySchema>

// --- what a queue answers --------------------------------------------------------------------------------------------

export const StudyParamsSchema = z.object({ study: studyId })
export const StudyQuerySchema = z.object({ annotator: annotator.optional() })

const progress = z.object({
  scored: z.number().int(),
  skipped: z.number().int(),
  left: z.number().int().describe('Number of items that this person can still score, with the current one'),
})

export const StudySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  status: z.enum(['open', 'closed']),
  items: z.number().int(),
  annotators: z.number().int().describe('Number of people who score each item'),
  asksLevels: z.boolean(),
  scores: z.number().int().describe('Number of current scores by all people'),
  places: z.number().int().describe('Number of scores when all items are scored: items × annotators'),
  createdBy: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  mine: progress.nullable().describe('Progress of the person in the query'),
})
export type Study = z.infer<typeof StudySchema>
export const StudiesAnswerSchema = wholeListOf(StudySchema)

export const QueueAnswerSchema = z.object({
  progress,
  previous: z.uuid().nullable().describe('The last finished item, which undo opens again'),
  item: z
    .object({
      id: z.uuid(),
      evidence: BlindEvidenceSchema,
      draft: DraftSchema.nullable(),
      milliseconds: z.number().int(),
    })
    .nullable()
    .describe('Null if no item is left for this person'),
})
export type QueueAnswer = z.infer<typeof QueueAnswerSchema>

export const SavedAnswerSchema = z.object({ saved: z.literal(true) })
export const ScoredAnswerSchema = z.object({ submission: z.uuid(), item: z.uuid(), total: z.number().int() })

// --- making one ------------------------------------------------------------------------------------------------------

export const StudyBodySchema = z.object({
  annotator,
  name: line(STUDY_NAME_LENGTH),
  sources: z
    .array(z.object({ dictionary: DictionaryIdSchema, role: z.enum(STUDY_ROLES) }))
    .min(1)
    .max(8),
  sampling: z.enum(SAMPLINGS).default('uniform'),
  itemsEach: z.number().int().min(1).max(500).default(20),
  examples: z.number().int().min(1).max(5).default(3),
  annotators: z.number().int().min(1).max(20).default(2),
  minFirings: z.number().int().min(1).max(1_000_000_000).default(MIN_FIRINGS),
  asksLevels: z.boolean().default(true),
  seed: z.number().int().min(0).max(MAX_INTEGER).default(0),
}) satisfies z.ZodType<StudySettings>
export type StudyBody = z.infer<typeof StudyBodySchema>

/** Returns the usual role of a dictionary in a study. */
export function likelyRole(dictionary: {
  readonly kind: string
  readonly shuffledWeights: unknown
}): StudyRole {
  if (dictionary.kind === 'neurons') return 'neurons'
  return dictionary.shuffledWeights ? 'control' : 'features'
}

/** Returns empty answers for an item. */
export const EMPTY_DRAFT: Draft = {
  interpretation: '',
  confidence: null,
  activationConsistency: null,
  logitConsistency: null,
  separation: null,
  specificity: null,
  levels: new Array<null>(LEVELS_SCORED).fill(null),
}
