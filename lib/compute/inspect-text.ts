import { SemascopeError } from '@/lib/errors'
import { findTokenizer } from '@/lib/models'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows, windowIds } from '@/lib/tokens/windows'
import { tokenText } from '@/lib/view/token-view'
import { batchSequences } from './batch-size'
import { displayedFirings } from './firings'
import { kept } from './kept'
import type { CachedDictionary, CachedModel } from './loaded'
import { chunks, forwardRows } from './rows'
import { frontSession } from './sessions'
import { readTokenizer } from './store/tokenizer'

/** Most tokens of a text. */
const INSPECTED_TOKENS = 2048

/** About the memory of a tokenizer for each of its tokens. */
const TOKEN_BYTES = 512

interface InspectedToken {
  readonly text: string
  /** UTF-16 offsets in the text; tokens that split a character share its span. */
  readonly start: number
  readonly end: number
  readonly id: number
  /** All bytes as lower-case hex pairs; present only if the token is not whole characters. */
  readonly bytes?: string
}

export interface InspectedText {
  readonly tokens: InspectedToken[]
  /** Indices of the tokens at which a new context begins, ascending; the first is 0. */
  readonly contexts: number[]
  /** Number of features that fire on any token. */
  readonly firing: number
  /** Features with the displayed activation f·‖W_dec‖ of every token, largest maximum first. */
  readonly features: { index: number; activations: number[] }[]
}

/**
 * Runs a text through the model and the dictionary. Returns the given features, or the `limit` features with the
 * largest maximum. A text longer than the context is cut into windows like a corpus; a window does not see the ones
 * before it. Throws `invalid_input` for a text without tokens or with too many, and for a feature out of range.
 */
export async function inspectText(
  model: CachedModel,
  dictionary: CachedDictionary,
  text: string,
  wanted: readonly number[] | null,
  limit: number,
  threads: number,
): Promise<InspectedText> {
  const { dSae, contextSize, prependBos, hook } = dictionary.spec
  for (const index of wanted ?? [])
    if (!(Number.isInteger(index) && index >= 0 && index < dSae))
      throw new SemascopeError('invalid_input', `feature ${index} is not one of 0 to ${dSae - 1}`)
  const tokenizer = tokenizerOf(model)
  const { ids, starts, ends } = tokenizer.encodeWithOffsets(text)
  if (ids.length === 0) throw new SemascopeError('invalid_input', 'the text is empty')
  if (ids.length > INSPECTED_TOKENS)
    throw new SemascopeError(
      'invalid_input',
      `the text has ${ids.length} tokens; at most ${INSPECTED_TOKENS} can be inspected at once`,
    )
  const tokens = Array.from(ids, (id, i) => {
    const { hex } = tokenText(tokenizer.decodeBytes([id]))
    const span = { text: text.slice(starts[i], ends[i]), start: starts[i], end: ends[i] }
    return { ...span, id, ...(hex ? { bytes: hex } : {}) }
  })

  const activations = new Map<number, Float32Array>()
  const front = await frontSession(model, hook, threads)
  const context = Math.min(contextSize, model.spec.nCtx)
  const windows = cutWindows(ids.length, { contextSize: context, prependBos, minTail: 1 })
  const skipped = prependBos ? 1 : 0
  for (const batch of chunks(windows, batchSequences(model.spec, contextSize))) {
    const sequences = batch.map((window) =>
      windowIds(ids, window, prependBos ? model.spec.bosTokenId : undefined),
    )
    const rows = await forwardRows(front, sequences)
    const firings = await displayedFirings(dictionary, rows, threads)
    let sequence = 0
    for (let m = 0; m < firings.values.length; m++) {
      while (firings.rows[m] >= rows.starts[sequence + 1]) sequence++
      const position = firings.rows[m] - rows.starts[sequence] - skipped
      if (position < 0) continue
      const feature = firings.features[m]
      let own = activations.get(feature)
      if (!own) {
        own = new Float32Array(ids.length)
        activations.set(feature, own)
      }
      own[batch[sequence].start + position] = firings.values[m]
    }
  }
  return {
    tokens,
    contexts: windows.map(({ start }) => start),
    firing: activations.size,
    features: pick(activations, wanted, limit, ids.length),
  }
}

function pick(
  activations: ReadonlyMap<number, Float32Array>,
  wanted: readonly number[] | null,
  limit: number,
  length: number,
) {
  const indices = wanted ?? strongest(activations).slice(0, limit)
  return indices.map((index) => ({
    index,
    activations: Array.from(activations.get(index) ?? new Float32Array(length)),
  }))
}

function strongest(activations: ReadonlyMap<number, Float32Array>): number[] {
  const maxima = [...activations].map(([index, values]) => ({
    index,
    max: values.reduce((a, b) => Math.max(a, b)),
  }))
  return maxima.sort((a, b) => b.max - a.max || a.index - b.index).map(({ index }) => index)
}

function tokenizerOf({ ref, spec }: CachedModel): Tokenizer {
  return kept.get(`tokenizer/${ref.hash}`, () => ({
    value: readTokenizer(findTokenizer(ref.dir)),
    bytes: TOKEN_BYTES * spec.dVocab,
  }))
}
