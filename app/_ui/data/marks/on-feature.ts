/** The feature that a mark is on. */
export interface OnFeature {
  readonly dictionary: string
  readonly feature: number
}
