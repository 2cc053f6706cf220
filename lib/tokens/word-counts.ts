import { preTokenize } from './pre-tokenize'

/** Distinct words of a training text as bytes in one array: word w is bytes[offsets[w] … offsets[w + 1]). */
export interface WordCounts {
  readonly bytes: Uint8Array
  readonly offsets: Int32Array
  readonly counts: Float64Array
}

/**
 * Counts the words of texts. Words of more than `maxWordBytes` bytes (base64, minified lines) are left out, because
 * merges learned from them are of no use elsewhere.
 */
export function countWords(texts: Iterable<string>, maxWordBytes: number): WordCounts {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of preTokenize(text)) {
      if (word.length <= maxWordBytes) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  const encoder = new TextEncoder()
  const kept: Uint8Array[] = []
  const keptCounts: number[] = []
  let total = 0
  for (const [word, count] of counts) {
    const bytes = encoder.encode(word)
    if (bytes.length > maxWordBytes) continue
    kept.push(bytes)
    keptCounts.push(count)
    total += bytes.length
  }
  const bytes = new Uint8Array(total)
  const offsets = new Int32Array(kept.length + 1)
  kept.forEach((word, w) => {
    bytes.set(word, offsets[w])
    offsets[w + 1] = offsets[w] + word.length
  })
  return { bytes, offsets, counts: Float64Array.from(keptCounts) }
}
