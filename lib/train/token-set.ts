/**
 * Windows of many documents' tokens in flat arrays, from which a training run draws its batches. They hold content
 * tokens only; BOS and padding are added when a batch is filled.
 */
import type { Document } from '@/lib/domain/corpus'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows } from '@/lib/tokens/windows'

export interface TokenSet {
  /** Content tokens of all documents, one after another; vocabularies have at most 65,536 entries. */
  readonly ids: Uint16Array
  /** Offset in `ids` of each window. */
  readonly starts: Int32Array
  /** Number of content tokens of each window. */
  readonly lengths: Int32Array
  /** 1 if the document goes on after the window, so that the window's last token has a target. */
  readonly continues: Uint8Array
  /** The held-out unit (package) of each window, as an index into `unitNames`. */
  readonly units: Int32Array
  readonly unitNames: readonly string[]
  readonly documents: number
}

/** Encodes documents and cuts them into windows of at most `contextSize` tokens, BOS included. */
export function buildTokenSet(
  documents: Iterable<Document>,
  tokenizer: Tokenizer,
  contextSize: number,
): TokenSet {
  let ids = new Uint16Array(1 << 20)
  let used = 0
  let count = 0
  const starts: number[] = []
  const lengths: number[] = []
  const continues: number[] = []
  const units: number[] = []
  const unitIndex = new Map<string, number>()
  for (const document of documents) {
    count++
    const tokens = tokenizer.encode(document.text)
    if (used + tokens.length > ids.length) {
      const grown = new Uint16Array(Math.max(ids.length * 2, used + tokens.length))
      grown.set(ids.subarray(0, used))
      ids = grown
    }
    ids.set(tokens, used)
    const unit = unitIndex.get(document.unit) ?? unitIndex.size
    unitIndex.set(document.unit, unit)
    for (const window of cutWindows(tokens.length, { contextSize, prependBos: true })) {
      starts.push(used + window.start)
      lengths.push(window.length)
      continues.push(window.start + window.length < tokens.length ? 1 : 0)
      units.push(unit)
    }
    used += tokens.length
  }
  return {
    ids: ids.slice(0, used),
    starts: Int32Array.from(starts),
    lengths: Int32Array.from(lengths),
    continues: Uint8Array.from(continues),
    units: Int32Array.from(units),
    unitNames: [...unitIndex.keys()],
    documents: count,
  }
}

/** Windows of a token set as the rows of one [batch, contextSize] batch, padded on the right with BOS. */
export interface Batch {
  readonly ids: Int32Array // [batch, contextSize]
  /** The token to predict at each position; BOS if there is none. */
  readonly targets: Int32Array // [batch, contextSize]
  /** 1 if the position has a target. */
  readonly targetMask: Float32Array // [batch, contextSize]
}

/**
 * Fills a batch with the windows numbered in `windows`; rows beyond them hold only BOS and do not count. The target
 * of a position is the next token of its document. With `pastEnd`, as in training, the last token of a window has a
 * target too; metrics stay within the window.
 */
export function fillBatch(
  set: TokenSet,
  windows: ArrayLike<number>,
  batch: number,
  contextSize: number,
  bosTokenId: number,
  pastEnd: boolean,
): Batch {
  const ids = new Int32Array(batch * contextSize).fill(bosTokenId)
  const targets = new Int32Array(batch * contextSize).fill(bosTokenId)
  const targetMask = new Float32Array(batch * contextSize)
  for (let row = 0; row < windows.length; row++) {
    const start = set.starts[windows[row]]
    const length = set.lengths[windows[row]]
    const known = length + (pastEnd ? set.continues[windows[row]] : 0)
    const at = row * contextSize
    for (let i = 0; i < length; i++) ids[at + 1 + i] = set.ids[start + i]
    for (let i = 0; i < known; i++) {
      targets[at + i] = set.ids[start + i]
      targetMask[at + i] = 1
    }
  }
  return { ids, targets, targetMask }
}

/** Returns the number of content tokens of all windows. */
export function contentTokens(set: TokenSet): number {
  return set.lengths.reduce((sum, length) => sum + length, 0)
}
