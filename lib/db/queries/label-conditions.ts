/**
 * Turns a typed text into a condition on the shown label of feature_stat. Pure.
 *
 * Words are found as typed, anywhere in the label and in any case, or in other English forms, by their stems: "quotes"
 * finds "quoted". Misspelt words are found by the trigrams they share with a label.
 */
import { LABEL_CHARACTERS, LABEL_STEMS } from '../label-text'

/** Fewest letters of a word that is also searched in other forms or spellings. */
const FEWEST_LETTERS = 3

export interface LabelCondition {
  /** SQL condition of the features that are found. */
  readonly where: string
  /** SQL of the rank; the lowest comes first. */
  readonly rank: string
  /** Parameters of both. */
  readonly values: readonly string[]
}

/**
 * Finds labels with every word of a text, or another form of it; words without a meaning of their own, such as "the",
 * may be missing. The rank is 0 for the text itself, 1 for a label that begins with it, 2 for one with all words as
 * typed, 3 for the others. The parameters follow `from` others. The text must have a word.
 */
export function typedWords(text: string, from: number): LabelCondition {
  const values: string[] = []
  const parameter = (value: string) => `$${from + values.push(value)}`
  const whole = parameter(text)
  const has = wordsOf(text).map((word) => {
    const typed = `${LABEL_CHARACTERS} LIKE lower(${parameter(`%${escapeLike(word)}%`)})`
    const own = parameter(word)
    return { typed, any: [typed, ...(isLong(word) ? [stemsOf(own)] : []), meansNothing(own)].join(' OR ') }
  })
  const all = has.map(({ typed }) => typed).join(' AND ')
  return {
    where: `${has.map(({ any }) => `(${any})`).join(' AND ')} AND (NOT ${meansNothing(whole)} OR ${all})`,
    rank: `CASE WHEN ${LABEL_CHARACTERS} = lower(${whole}) THEN 0
                WHEN starts_with(${LABEL_CHARACTERS}, lower(${whole})) THEN 1
                WHEN ${all} THEN 2 ELSE 3 END`,
    values,
  }
}

/**
 * Finds labels with something like every longer word of a text, the most similar first. Returns null for a text without
 * such words. How similar they must be is the connection's pg_trgm.word_similarity_threshold.
 */
export function misspeltWords(text: string, from: number): LabelCondition | null {
  const values = wordsOf(text).filter(isLong)
  if (values.length === 0) return null
  const words = values.map((_, at) => `lower($${from + 1 + at})`)
  return {
    values,
    where: words.map((word) => `${word} <% ${LABEL_CHARACTERS}`).join(' AND '),
    rank: words.map((word) => `-word_similarity(${word}, ${LABEL_CHARACTERS})`).join(''),
  }
}

const stemsOf = (parameter: string) => `${LABEL_STEMS} @@ plainto_tsquery('english', ${parameter})`

/** Returns the SQL that tells if a text has only signs and words such as "the", which have no stem. */
const meansNothing = (parameter: string) => `numnode(plainto_tsquery('english', ${parameter})) = 0`

const isLong = (word: string) => (word.match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS

/** Returns the parts of a text between white space. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Returns a pattern with which LIKE finds exactly this text. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
