/**
 * A study: people score features, neurons and a random control by the rubric without being told which is which.
 * Words: a source is a dictionary in the study, an item one of its features, an assignment one person's place on
 * an item, a score their answers. Nothing of an item but its evidence is shown until the study is closed.
 */

/** What an item is; hidden while the study is open. */
export const STUDY_ROLES = ['features', 'neurons', 'control'] as const
export type StudyRole = (typeof STUDY_ROLES)[number]

/** How likely a feature is to be drawn: all alike, as often as it fires, or by its summed activation. */
export const SAMPLINGS = ['uniform', 'density', 'mass'] as const
export type Sampling = (typeof SAMPLINGS)[number]

/** Features that fire on fewer tokens of the analysed text count as dead and are never drawn. */
export const MIN_FIRINGS = 20
/** Next tokens an item lists; a feature with fewer raised tokens is never drawn. */
export const RAISED_TOKENS = 10
/** Examples in an item's first group. */
export const STRONGEST_EXAMPLES = 6
/** Activation levels of the interval analysis: 0 the highest. */
export const LEVELS_SCORED = 11
/** Highest score of one activation level. */
export const LEVEL_MAXIMUM = 5

export const SKIP_REASONS = ['unreadable', 'recognised', 'display', 'other'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

export interface StudySettings {
  readonly name: string
  readonly sampling: Sampling
  /** Items of each dictionary. */
  readonly itemsEach: number
  /** Examples of each activation level. */
  readonly examples: number
  /** People who score each item. */
  readonly annotators: number
  readonly minFirings: number
  /** Whether each activation level is scored too. */
  readonly asksLevels: boolean
  readonly seed: number
}

/** A feature as a draw sees it. */
export interface DrawCandidate {
  readonly index: number
  /** Content tokens it fires on. */
  readonly count: number
  /** Summed activation over them. */
  readonly mass: number
  /** Next tokens it is known to raise. */
  readonly raised: number
}
