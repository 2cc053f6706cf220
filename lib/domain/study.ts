/**
 * In a study people score features, neurons and a random control by the rubric without being told which is which.
 * A source is a dictionary in the study, an item is one of its features, an assignment gives one person an item, and
 * a score is that person's answers. While the study is open, only the evidence of an item is shown.
 */

/** What an item is; hidden while the study is open. */
export const STUDY_ROLES = ['features', 'neurons', 'control'] as const
export type StudyRole = (typeof STUDY_ROLES)[number]

/** How likely a feature is to be drawn: all equally, in proportion to its firings, or to its summed activation. */
export const SAMPLINGS = ['uniform', 'density', 'mass'] as const
export type Sampling = (typeof SAMPLINGS)[number]

/** Features that fire on fewer tokens of the analysed text count as dead and are never drawn. */
export const MIN_FIRINGS = 20
/** Number of next tokens listed for an item; a feature that promotes fewer tokens is never drawn. */
export const RAISED_TOKENS = 10
/** Number of examples in an item's first group. */
export const STRONGEST_EXAMPLES = 6
/** Number of activation levels of the interval analysis; level 0 is the highest. */
export const LEVELS_SCORED = 11
/** Highest score of one activation level. */
export const LEVEL_MAXIMUM = 5

export const SKIP_REASONS = ['unreadable', 'recognised', 'display', 'other'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

export interface StudySettings {
  readonly name: string
  readonly sampling: Sampling
  /** Number of items of each dictionary. */
  readonly itemsEach: number
  /** Number of examples of each activation level. */
  readonly examples: number
  /** Number of people who score each item. */
  readonly annotators: number
  readonly minFirings: number
  /** Whether people score each activation level too. */
  readonly asksLevels: boolean
  readonly seed: number
}

/** What a draw knows about a feature. */
export interface DrawCandidate {
  readonly index: number
  /** Number of content tokens on which the feature fires. */
  readonly count: number
  /** Sum of the activations on these tokens. */
  readonly mass: number
  /** Number of next tokens the feature is known to promote. */
  readonly raised: number
}
