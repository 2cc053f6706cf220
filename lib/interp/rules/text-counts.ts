/**
 * How often conditions hold in a text, alone and in pairs: what the precision of a rule is measured against. Counts of pairs
 * are made when the text is read; those with a token are made when the token is first asked for.
 */
import { CONDITIONS, conditionRoom, conditionsAt } from './conditions'
import { type CompiledRule, predicts } from './hypothesis'
import type { RuleText } from './text'
import { TRAIT_BITS } from './traits'
import type { RuleVocabulary } from './vocabulary'

/** Most tokens of the text that `together` looks at. */
const LOOKED_AT = 1024

/** What is found at a sample of the tokens at which a rule holds. */
interface Together {
  readonly rows: number
  /** How often each condition holds there, [CONDITIONS]. */
  readonly counts: Float64Array
  /** How often each token stands there. */
  readonly tokens: ReadonlyMap<number, number>
}

export class TextCounts {
  readonly text: RuleText
  /** Tokens that are not special. */
  readonly tokens: number
  /** Counts of both conditions, [CONDITIONS, CONDITIONS]; the diagonal has those of one. */
  readonly pairs = new Float64Array(CONDITIONS * CONDITIONS)
  readonly #vocabulary: RuleVocabulary
  readonly #byToken: Postings
  readonly #withToken = new Map<number, Uint32Array>()
  readonly #withPrevious = new Map<number, Uint32Array>()
  readonly #before = new Map<number, ReadonlyMap<number, number>>()
  readonly #room = conditionRoom()

  constructor(text: RuleText, vocabulary: RuleVocabulary) {
    this.text = text
    this.#vocabulary = vocabulary
    this.#byToken = new Postings(text.tokenIds, vocabulary.special.length)
    let tokens = 0
    for (let at = 0; at < text.length; at++) {
      if (text.tokenIds[at] === -1) continue
      tokens++
      const count = conditionsAt(text, at, this.#room)
      for (let a = 0; a < count; a++)
        for (let b = 0; b < count; b++) this.pairs[this.#room[a] * CONDITIONS + this.#room[b]]++
    }
    this.tokens = tokens
  }

  /** Returns true if a label can name the token: bytes of a character have no name of their own. */
  hasName(token: number): boolean {
    return (this.#vocabulary.traits[token] & TRAIT_BITS.bytes) === 0
  }

  occurrences(token: number): number {
    return this.#byToken.of(token).length
  }

  /** Returns how often each condition holds at a token, [CONDITIONS]. */
  withToken(token: number): Uint32Array {
    return this.#counts(this.#withToken, token, (at) => at)
  }

  /** Returns how often each condition holds directly after a token, [CONDITIONS]. */
  withPrevious(token: number): Uint32Array {
    return this.#counts(this.#withPrevious, token, (at) =>
      this.text.previousIds[at + 1] === token ? at + 1 : -1,
    )
  }

  #counts(known: Map<number, Uint32Array>, token: number, place: (at: number) => number): Uint32Array {
    const found = known.get(token)
    if (found) return found
    const counts = new Uint32Array(CONDITIONS)
    for (const posting of this.#byToken.of(token)) {
      const at = place(posting)
      if (at < 0 || at >= this.text.length || this.text.tokenIds[at] === -1) continue
      const count = conditionsAt(this.text, at, this.#room)
      for (let i = 0; i < count; i++) counts[this.#room[i]]++
    }
    known.set(token, counts)
    return counts
  }

  /** Returns how often each token stands directly before a token. */
  before(token: number): ReadonlyMap<number, number> {
    const found = this.#before.get(token)
    if (found) return found
    const counts = new Map<number, number>()
    for (const at of this.#byToken.of(token)) {
      const previous = this.text.previousIds[at]
      if (previous !== -1) counts.set(previous, (counts.get(previous) ?? 0) + 1)
    }
    this.#before.set(token, counts)
    return counts
  }

  /** Looks at those tokens of an even sample of the text at which a rule holds. */
  together(rule: CompiledRule): Together {
    const counts = new Float64Array(CONDITIONS)
    const tokens = new Map<number, number>()
    const { lists, shift } = this.#candidates(rule)
    const total = lists.reduce((sum, list) => sum + list.length, 0)
    const stride = Math.max(1, Math.ceil(total / LOOKED_AT))
    let rows = 0
    let next = 0
    let seen = 0
    for (const list of lists) {
      for (; next < seen + list.length; next += stride) {
        const at = list.at(next - seen) + shift
        if (at >= this.text.length || !predicts(rule, this.text, at)) continue
        const count = conditionsAt(this.text, at, this.#room)
        rows++
        const id = this.text.tokenIds[at]
        tokens.set(id, (tokens.get(id) ?? 0) + 1)
        for (let i = 0; i < count; i++) counts[this.#room[i]]++
      }
      seen += list.length
    }
    return { rows, counts, tokens }
  }

  #candidates({ tokens, previous }: CompiledRule): { lists: List[]; shift: number } {
    const postings = (ids: ReadonlySet<number>) =>
      Array.from(ids, (id): List => {
        const own = this.#byToken.of(id)
        return { length: own.length, at: (i) => own[i] }
      })
    if (tokens !== null) return { lists: postings(tokens), shift: 0 }
    if (previous !== null) return { lists: postings(previous), shift: 1 }
    return { lists: [{ length: this.text.length, at: (i) => i }], shift: 0 }
  }
}

interface List {
  readonly length: number
  readonly at: (i: number) => number
}

/** Where each token stands. */
class Postings {
  readonly #offsets: Uint32Array
  readonly #at: Uint32Array

  constructor(tokenIds: Int32Array, vocabularySize: number) {
    this.#offsets = new Uint32Array(vocabularySize + 1)
    for (const id of tokenIds) if (id !== -1) this.#offsets[id + 1]++
    for (let id = 0; id < vocabularySize; id++) this.#offsets[id + 1] += this.#offsets[id]
    this.#at = new Uint32Array(this.#offsets[vocabularySize])
    const next = this.#offsets.slice()
    tokenIds.forEach((id, at) => {
      if (id !== -1) this.#at[next[id]++] = at
    })
  }

  of(token: number): Uint32Array {
    return this.#at.subarray(this.#offsets[token], this.#offsets[token + 1])
  }
}
