/**
 * Removes near-duplicates: a document is dropped if more than half of its shingles (runs of 12 words) occur in
 * documents kept before it. Shingles are sampled by hash (1 in 8), so two copies sample the same ones. Short
 * documents are also compared by all of their shingles, and documents of fewer than 12 words as a whole. An excerpt
 * of fewer than about 30 shingles from a long document is not noticed. The result is deterministic: documents are
 * taken from the longest to the shortest, ties by name, so a copy loses to the document that contains it. Source:
 * Broder 1997.
 */
import type { Document } from '@/lib/domain/corpus'

const SHINGLE_WORDS = 12
const DUPLICATE_SHARE = 0.5
const SAMPLE = 8
/** Above this many characters the sample is thinned in proportion, which bounds memory. */
const FULL_SAMPLE_CHARACTERS = 100e6
/** Smaller samples are not compared. */
const LEAST_SAMPLE = 4
/** Documents with fewer shingles are also compared by all of them. */
const SHORT_SHINGLES = 400

export interface NearDuplicate {
  readonly name: string
  /** Share of its shingles that occur in other documents. */
  readonly share: number
}

/** Returns the documents that stay, in their order, and the dropped ones by name. */
export function removeNearDuplicates(documents: readonly Document[]): {
  kept: Document[]
  removed: NearDuplicate[]
} {
  const order = documents.map((_, i) => i)
  order.sort(
    (a, b) =>
      documents[b].text.length - documents[a].text.length || (documents[a].name < documents[b].name ? -1 : 1),
  )
  const characters = documents.reduce((sum, document) => sum + document.text.length, 0)
  const sample = SAMPLE * Math.max(1, Math.ceil(characters / FULL_SAMPLE_CHARACTERS))
  const seen = new Set<number>()
  const gone = new Set<number>()
  const removed: NearDuplicate[] = []
  for (const i of order) {
    const all = shingles(documents[i].text)
    const sampled = [...all].filter((hash) => hash % sample === 0)
    const short = all.size < SHORT_SHINGLES
    const share = Math.max(
      sampled.length >= LEAST_SAMPLE ? seenShare(sampled, seen) : 0,
      short ? seenShare([...all], seen) : 0,
    )
    if (share > DUPLICATE_SHARE) {
      gone.add(i)
      removed.push({ name: documents[i].name, share })
    } else for (const shingle of short ? all : sampled) seen.add(shingle)
  }
  removed.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { kept: documents.filter((_, i) => !gone.has(i)), removed }
}

function seenShare(hashes: readonly number[], seen: ReadonlySet<number>): number {
  return hashes.length === 0 ? 0 : hashes.filter((hash) => seen.has(hash)).length / hashes.length
}

const WORD = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+/gu

/** Returns the hashes (53 bits) of a text's shingles, or of the whole text if it has fewer than 12 words. */
function shingles(text: string): Set<number> {
  const words = text.match(WORD)?.map(hashWord) ?? []
  const hashes = new Set<number>()
  if (words.length > 0 && words.length < SHINGLE_WORDS) hashes.add(hashRun(words, 0, words.length))
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) hashes.add(hashRun(words, i, i + SHINGLE_WORDS))
  return hashes
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

function hashRun(words: readonly number[], from: number, to: number): number {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let i = from; i < to; i++) {
    high = Math.imul(high ^ words[i], 0x01000193)
    high ^= high >>> 15
    low = Math.imul(low ^ words[i], 0x5bd1e995)
    low ^= low >>> 13
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) & 0x1fffff)
}
