/** A dictionary that can be searched. */
export interface SearchedDictionary {
  readonly id: string
  readonly analysis: number
  readonly size: number
}
