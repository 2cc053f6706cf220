/** Lengths and ranges that forms and schemas share. They are not in the schemas, so that pages need not load those. */

export const NAME_LENGTH = 80
export const LABEL_LENGTH = 280
export const INTERPRETATION_LENGTH = 2000
export const COMMENT_LENGTH = 4000
export const TAG_LENGTH = 40
export const LIST_NAME_LENGTH = 120
export const NOTE_LENGTH = 1000
export const INSPECT_LENGTH = 8000
/** Most points of the rubric. */
export const RUBRIC_MAXIMUM = 14
/** Activations agree fully from this answer on; below it, the rubric asks about separate meanings. */
export const FULL_AGREEMENT = 5
