/**
 * Cuts the tokens of a document into sequences. Windows never cross documents and do not overlap. BOS is prepended
 * only if asked for and counts towards the context. A last, shorter window is kept if it has at least MIN_TAIL_TOKENS
 * content tokens. The code that runs a batch pads and masks.
 */
import { SemascopeError } from '@/lib/errors'

const MIN_TAIL_TOKENS = 8

export interface WindowOptions {
  /** Most tokens of a sequence, BOS included. */
  readonly contextSize: number
  readonly prependBos: boolean
  /** Content tokens that a last, shorter window needs. Default MIN_TAIL_TOKENS. */
  readonly minTail?: number
}

/** A run of content tokens of one document. */
export interface Window {
  readonly start: number
  readonly length: number
}

/** Returns the number of content tokens in a full window. Throws `invalid_input` if there is no room for one. */
function windowContent({ contextSize, prependBos }: WindowOptions): number {
  const content = contextSize - (prependBos ? 1 : 0)
  if (!Number.isInteger(contextSize) || content < 1)
    throw new SemascopeError('invalid_input', `context size ${contextSize} leaves no room for content tokens`)
  return content
}

/** Returns the windows of a document with `tokens` content tokens, in order. */
export function cutWindows(tokens: number, options: WindowOptions): Window[] {
  const content = windowContent(options)
  const minTail = options.minTail ?? MIN_TAIL_TOKENS
  const windows: Window[] = []
  for (let start = 0; start < tokens; start += content) {
    const length = Math.min(content, tokens - start)
    if (length === content || length >= minTail) windows.push({ start, length })
  }
  return windows
}

/** Returns the ids of a window, with BOS in front if an id for it is given. */
export function windowIds(ids: Int32Array, window: Window, bosTokenId?: number): Int32Array {
  const content = ids.subarray(window.start, window.start + window.length)
  if (bosTokenId === undefined) return content.slice()
  const out = new Int32Array(window.length + 1)
  out[0] = bosTokenId
  out.set(content, 1)
  return out
}
