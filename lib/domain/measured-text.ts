/**
 * The text on which the quality of a dictionary is measured. Where it is known on which text the dictionary was trained,
 * this is the part that was held out of the training. Where it is not, or where that was other text, all of the analysed
 * text is as good, and a sample of it is taken.
 */
export const MEASURED_TEXTS = ['held-out', 'all'] as const
export type MeasuredText = (typeof MEASURED_TEXTS)[number]

/** Kinds of text: that of the installed packages, or files of a user. */
export type TextSource = 'packages' | 'paths'

/**
 * Returns the text to measure on, from the source of the analysed text and of the training text of each dictionary whose
 * training is recorded. Dictionaries that are analysed together are measured on the same text, so that they can be compared.
 */
export function measuredText(analysed: TextSource, trainedOn: readonly TextSource[]): MeasuredText {
  return trainedOn.includes(analysed) ? 'held-out' : 'all'
}
