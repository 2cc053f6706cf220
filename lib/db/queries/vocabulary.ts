import { readingsOf } from '@/lib/contract/search'
import { SemascopeError } from '@/lib/errors'
import { type TokenText, tokenText } from '@/lib/view/token-view'
import { cached } from '../shared-cache'
import type { Queryable } from '../transaction'

/** The tokens of a tokenizer, for pages and searches. */
export interface Vocabulary {
  readonly size: number
  /** Returns the token of an id. Throws `internal` with the id if the tokenizer does not have it. */
  text(id: number): TokenText
  texts(ids: readonly number[]): TokenText[]
  /** Exact bytes; empty for an unknown id. */
  bytes(id: number): Uint8Array
  isSpecial(id: number): boolean
  /**
   * Ids a person may mean by a text: "·import" the token with a leading space alone, "import" both it and
   * the bare one; case matters when the text has a capital. A text with marks for characters one cannot see means
   * those characters, and itself. Special tokens are left out.
   */
  find(text: string): number[]
  /** Ids of tokens that begin with a text, which is in lower case; special tokens are left out. */
  beginning(text: string): number[]
  /** Ids of the tokens for which a rule holds; special tokens are left out. */
  having(holds: (token: TokenText) => boolean): number[]
}

/** Tokenizers kept in memory; a vocabulary of 50,000 takes about 10 MB. */
const KEPT = 8

/**
 * The vocabulary of a tokenizer, read once a process: tokens never change under a hash. Throws `not_found` for a
 * tokenizer without tokens.
 */
export function vocabulary(db: Queryable, tokenizerHash: string): Promise<Vocabulary> {
  return cached(db, tokenizerHash, {
    name: 'vocabularies',
    max: KEPT,
    read: (hash) => readVocabulary(db, hash),
  })
}

async function readVocabulary(db: Queryable, tokenizerHash: string): Promise<Vocabulary> {
  const { rows } = await db.query<Row>(
    'SELECT id, bytes, special FROM token WHERE tokenizer_hash = $1 ORDER BY id',
    [tokenizerHash],
  )
  if (rows.length === 0)
    throw new SemascopeError('not_found', `no tokens are stored for tokenizer ${tokenizerHash}`)
  return vocabularyOf(rows)
}

interface Row {
  readonly id: number
  readonly bytes: Uint8Array
  readonly special: boolean
}

/** Returns a vocabulary from its rows. */
export function vocabularyOf(rows: readonly Row[]): Vocabulary {
  const byId: (Row | undefined)[] = []
  for (const row of rows) byId[row.id] = row
  const texts: (TokenText | undefined)[] = []
  let known: ReturnType<typeof bySpelling> | undefined
  let sorted: ReturnType<typeof inOrder> | undefined
  const spelled = () => rows.filter((row) => !row.special).map((row) => [row.id, text(row.id).text] as const)
  const text = (id: number): TokenText => {
    const known = texts[id]
    if (known) return known
    const row = byId[id]
    if (!row) throw new SemascopeError('internal', `token ${id} is not in the stored vocabulary`)
    const made = tokenText(row.bytes, row.special)
    texts[id] = made
    return made
  }
  return {
    size: rows.length,
    text,
    texts: (ids) => ids.map(text),
    bytes: (id) => byId[id]?.bytes ?? new Uint8Array(),
    isSpecial: (id) => byId[id]?.special ?? false,
    find(typed) {
      const spellings = known ?? bySpelling(spelled())
      known = spellings
      return [...new Set(readingsOf(typed).flatMap((wanted) => idsSpelt(spellings, wanted)))]
    },
    beginning(text) {
      sorted ??= inOrder(spelled())
      const found: number[] = []
      for (let at = firstFrom(sorted, text); sorted[at]?.lower.startsWith(text); at++)
        found.push(sorted[at].id)
      return found
    },
    having: (holds) => rows.filter((row) => !row.special && holds(text(row.id))).map(({ id }) => id),
  }
}

/** Indexes tokens by their text in lower case. */
function inOrder(tokens: readonly (readonly [id: number, text: string])[]) {
  const lower = tokens.map(([id, text]) => ({ id, lower: text.toLowerCase() }))
  return lower.sort((a, b) => (a.lower < b.lower ? -1 : a.lower > b.lower ? 1 : a.id - b.id))
}

/** Returns the place of the first text that is not before a given one, by binary search. */
function firstFrom(sorted: readonly { readonly lower: string }[], text: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle].lower < text) low = middle + 1
    else high = middle
  }
  return low
}

/** Ids of tokens that are a text; of those with white space around it too, unless the text has some itself. */
function idsSpelt(spellings: ReturnType<typeof bySpelling>, wanted: string): number[] {
  if (wanted === '') return []
  const exact = wanted !== wanted.trim()
  const isFolded = wanted === wanted.toLowerCase()
  return (spellings.get(wanted.toLowerCase()) ?? [])
    .filter(([, own]) => {
      const bare = exact ? own : own.trim()
      return (isFolded ? bare.toLowerCase() : bare) === wanted
    })
    .map(([id]) => id)
}

/** Tokens by their text in lower case, with and without the white space around it. */
function bySpelling(tokens: readonly (readonly [id: number, text: string])[]) {
  const found = new Map<string, (readonly [id: number, text: string])[]>()
  for (const token of tokens) {
    const lower = token[1].toLowerCase()
    for (const key of new Set([lower, lower.trim()])) found.set(key, [...(found.get(key) ?? []), token])
  }
  return found
}
