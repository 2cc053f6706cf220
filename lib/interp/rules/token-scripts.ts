/** Scripts of the tokens of a sequence. */
import type { Script } from '@/lib/tokens/unicode-script'
import { ruleScript } from './traits'
import type { RuleVocabulary } from './vocabulary'

/**
 * Returns the script of each token's first character that has one. Tokens that are parts of a character have the
 * script of the whole character, read from the sequence's bytes.
 */
export function tokenScripts(tokenIds: Int32Array, vocabulary: RuleVocabulary): (Script | null)[] {
  const pieces = Array.from(tokenIds, (id) =>
    vocabulary.special[id] === 1 ? new Uint8Array() : vocabulary.bytes[id],
  )
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  const ends = new Int32Array(pieces.length)
  let length = 0
  pieces.forEach((piece, i) => {
    bytes.set(piece, length)
    length += piece.length
    ends[i] = length
  })
  const scripts = new Array<Script | null>(pieces.length).fill(null)
  if (!bytes.some((byte) => byte >= 0xcd)) return scripts
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let start = 0, token = 0; start < length; ) {
    const end = Math.min(length, start + characterLength(bytes[start]))
    const script = bytes[start] < 0xcd ? null : ruleScript(decoder.decode(bytes.subarray(start, end)))
    while (ends[token] <= start) token++
    for (let t = token; script !== null && t < pieces.length && ends[t] - pieces[t].length < end; t++)
      scripts[t] ??= script
    start = end
  }
  return scripts
}

function characterLength(lead: number): number {
  if (lead < 0xc0) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}
