/**
 * What a person types, as a condition on the shown label of feature_stat. Pure: texts and parameters of SQL.
 *
 * Words are found as they are typed, anywhere in the label and in any case, or in other English forms, by their stems:
 * "quotes" finds "quoted". Words that are misspelt are found by the trigrams they share with a label.
 */
import { LABEL_CHARACTERS, LABEL_STEMS } from '../label-text'

/** Least letters of a word that is looked for in other forms or spelt another way. */
const FEWEST_LETTERS = 3

export interface LabelCondition {
  /** Which features are found. */
  readonly where: string
  /** What comes first, the least value before others. */
  readonly rank: string
  /** Parameters of both. */
  readonly values: readonly string[]
}

/**
 * Labels with every word of a text, or another form of it; words without a meaning of their own, such as "the", need not be
 * there. The rank is 0 for the text itself, 1 for a label that begins with it, 2 for one that has all the words as they are
 * typed, 3 for the others. The parameters follow `from` others; the text has a word.
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
 * Labels with something like every longer word of a text, the most alike first; null for a text without such words. How
 * much is alike enough is the connection's pg_trgm.word_similarity_threshold.
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

/** Whether a text is made of signs and of words such as "the", which have no stem; known before labels are read. */
const meansNothing = (parameter: string) => `numnode(plainto_tsquery('english', ${parameter})) = 0`

const isLong = (word: string) => (word.match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS

/** The parts of a text between white space. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** A text that LIKE finds as it stands, whatever its characters mean there. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
