/** Slow, plain byte-level BPE: it counts every pair again for every merge, and merges by a full scan. */
import type { BpeModel } from '@/lib/tokens/bpe-model'

const WORDS =
  /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

const hex = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Returns merges as pairs of byte strings in hex, in the order of learning. `idOrder` numbers the 256 bytes. */
export function naiveTrain(texts: string[], merges: number, idOrder: readonly number[]): [string, string][] {
  const ids = new Map<string, number>(idOrder.map((byte, id) => [hex([byte]), id]))
  let words = texts
    .flatMap((text) => text.match(WORDS) ?? [])
    .map((word) => [...Buffer.from(word)].map((byte) => hex([byte])))
    .filter((word) => word.length <= 64)
  const learned: [string, string][] = []
  while (ids.size < 256 + merges) {
    const counts = new Map<string, number>()
    for (const word of words)
      for (let i = 0; i + 1 < word.length; i++) {
        const key = `${word[i]} ${word[i + 1]}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    let best: [number, number, number, string] | undefined
    for (const [key, count] of counts) {
      const [a, b] = key.split(' ').map((token) => ids.get(token) ?? -1)
      const better =
        !best || count > best[0] || (count === best[0] && (a < best[1] || (a === best[1] && b < best[2])))
      if (better) best = [count, a, b, key]
    }
    if (!best || best[0] < 2) break
    const [left, right] = best[3].split(' ')
    if (!ids.has(left + right)) ids.set(left + right, ids.size)
    if (!learned.some(([a, b]) => a === left && b === right)) learned.push([left, right])
    words = words.map((word) => {
      const out: string[] = []
      for (let i = 0; i < word.length; i++)
        if (word[i] === left && word[i + 1] === right) {
          out.push(left + right)
          i++
        } else out.push(word[i])
      return out
    })
  }
  return learned
}

/** Returns the tokens of a text as byte strings in hex; merges lowest rank first, leftmost first. */
export function naiveEncode(text: string, model: BpeModel): string[] {
  const rank = new Map<string, number>()
  model.merges.forEach(({ left, right }, i) => {
    rank.set(`${hex([...model.vocab[left]])} ${hex([...model.vocab[right]])}`, i)
  })
  return (text.match(WORDS) ?? []).flatMap((word) => {
    const tokens = [...Buffer.from(word)].map((byte) => hex([byte]))
    for (;;) {
      let at = -1
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i + 1 < tokens.length; i++) {
        const found = rank.get(`${tokens[i]} ${tokens[i + 1]}`) ?? Number.POSITIVE_INFINITY
        if (found < best) {
          best = found
          at = i
        }
      }
      if (at < 0) return tokens
      tokens.splice(at, 2, tokens[at] + tokens[at + 1])
    }
  })
}

export { hex }
