/** An invented vocabulary and corpus: signs and made-up words, with half characters among them. */
import type { CorpusTokenRow, DocumentRow, SequenceRow } from '@/lib/db/corpora'
import type { TokenRow } from '@/lib/db/models'
import type { Random } from './random'

export const VOCABULARY = 2048
export const SEQUENCES = 2000
export const CONTEXT = 128
export const BOS = 0
export const CONTENT_TOKENS = SEQUENCES * (CONTEXT - 1)

const SIGNS = [...' \n\t.,;:()[]{}<>"\'=+-*/_#', '\n  ', '();', '=>', '});']
const SYLLABLES = ['ka', 'lo', 'mi', 'ren', 'tu', 'sol', 'vek', 'ar', 'pi', 'don', 'es', 'qui']
const HALF_CHARACTERS = 32

export function inventTokens(random: Random): TokenRow[] {
  const words = new Set(SIGNS)
  while (words.size < VOCABULARY - 1 - HALF_CHARACTERS) {
    const length = 1 + random.below(3)
    const word = Array.from({ length }, () => SYLLABLES[random.below(SYLLABLES.length)]).join('')
    words.add(random.next() < 0.5 ? ` ${word}` : word)
  }
  const halves = Array.from({ length: HALF_CHARACTERS }, (_, byte) => Buffer.from([0xe1, 0x80 + byte]))
  const all = [Buffer.from('<|synthetic|>'), ...[...words].map((word) => Buffer.from(word)), ...halves]
  return all.map((bytes, id) => ({ id, bytes, text: bytes.toString('utf8'), special: id === BOS }))
}

/** A token as text has them: low numbers often, high ones seldom. */
export function anyToken(random: Random): number {
  return 1 + Math.floor(random.next() ** 2 * (VOCABULARY - 1))
}

/** One document of random tokens. */
export function inventCorpus(random: Random) {
  const documents: DocumentRow[] = [
    {
      ...{ index: 0, name: 'synthetic.txt', kind: 'text', unit: 'synthetic.txt' },
      ...{ heldOut: false, tokens: CONTENT_TOKENS },
    },
  ]
  const counts = new Array<number>(VOCABULARY).fill(0)
  const sequences: SequenceRow[] = Array.from({ length: SEQUENCES }, (_, index) => {
    const tokenIds = Int32Array.from({ length: CONTEXT }, (_, at) => (at === 0 ? BOS : anyToken(random)))
    for (const id of tokenIds.subarray(1)) counts[id]++
    return { index, documentIndex: 0, start: index * (CONTEXT - 1), tokenIds }
  })
  const tokens: CorpusTokenRow[] = counts.flatMap((count, tokenId) => (count > 0 ? [{ tokenId, count }] : []))
  return { documents, sequences, tokens }
}
