/**
 * The features that fire on each token, all of them, so that a search can add up several tokens, leave out dense
 * features and order by any statistic without missing one. Pairs of feature and token arrive by feature, block by
 * block; they are kept in 20 bytes each and turned into lists by token at the end.
 */
import type { MergedBlock } from './merge-block'
import type { Posting } from './token-postings'

const CHUNK_BITS = 16
const CHUNK = 1 << CHUNK_BITS

/** Up to CHUNK pairs. */
interface Pairs {
  readonly tokens: Uint32Array
  readonly features: Uint32Array
  readonly masses: Float32Array
  readonly counts: Uint32Array
  readonly maxima: Float32Array
}

export class FiringPostings {
  readonly #dVocab: number
  readonly #chunks: Pairs[] = []
  #size = 0

  constructor(dVocab: number) {
    this.#dVocab = dVocab
  }

  /** Adds every (feature, token) pair of a block. Blocks come in the order of their features. */
  addBlock(block: Pick<MergedBlock, 'firstFeature' | 'features' | 'tokens'>): void {
    const { offsets, tokens, counts, sums, maxima } = block.tokens
    for (let i = 0; i < block.features; i++)
      for (let row = offsets[i]; row < offsets[i + 1]; row++) {
        const at = this.#size++ % CHUNK
        if (at === 0) this.#chunks.push(emptyPairs())
        const pairs = this.#chunks[this.#chunks.length - 1]
        pairs.tokens[at] = tokens[row]
        pairs.features[at] = block.firstFeature + i
        pairs.masses[at] = sums[row]
        pairs.counts[at] = counts[row]
        pairs.maxima[at] = maxima[row]
      }
  }

  /** Yields the list of each token on which any feature fires, by token; features of a list ascend. */
  *lists(): Generator<Posting> {
    const starts = new Uint32Array(this.#dVocab + 1)
    const tokenOf = (pair: number) => this.#chunks[pair >>> CHUNK_BITS].tokens[pair % CHUNK]
    for (let pair = 0; pair < this.#size; pair++) starts[tokenOf(pair) + 1]++
    for (let token = 0; token < this.#dVocab; token++) starts[token + 1] += starts[token]
    const byToken = new Uint32Array(this.#size)
    const next = starts.slice()
    for (let pair = 0; pair < this.#size; pair++) byToken[next[tokenOf(pair)]++] = pair
    for (let token = 0; token < this.#dVocab; token++) {
      const own = byToken.subarray(starts[token], starts[token + 1])
      if (own.length > 0) yield this.#list(token, own)
    }
  }

  #list(token: number, own: Uint32Array): Posting {
    const column = (name: Exclude<keyof Pairs, 'tokens'>) =>
      Array.from(own, (pair) => this.#chunks[pair >>> CHUNK_BITS][name][pair % CHUNK])
    return {
      token,
      features: column('features'),
      values: column('masses'),
      counts: column('counts'),
      maxima: column('maxima'),
      total: own.length,
    }
  }
}

function emptyPairs(): Pairs {
  return {
    tokens: new Uint32Array(CHUNK),
    features: new Uint32Array(CHUNK),
    masses: new Float32Array(CHUNK),
    counts: new Uint32Array(CHUNK),
    maxima: new Float32Array(CHUNK),
  }
}
