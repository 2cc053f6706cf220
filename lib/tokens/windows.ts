/**
 * Cuts a document's tokens into sequences: windows never cross documents and do not overlap; BOS is
 * prepended iff asked and counts towards the context; a last window shorter than the context is kept if it
 * holds MIN_TAIL_TOKENS content tokens or more. Padding and masking are left to whoever runs a batch.
 */
import { SemascopeError } from '@/lib/errors'

export const MIN_TAIL_TOKENS = 8

export interface WindowOptions {
  /** Tokens a sequence holds at most, BOS included. */
  readonly contextSize: number
  readonly prependBos: boolean
  /** Content tokens a last, shorter window must hold. Default MIN_TAIL_TOKENS. */
  readonly minTail?: number
}

/** A run of content tokens of one document. */
export interface Window {
  readonly start: number
  readonly length: number
}

/** Content tokens a full window holds. */
export function windowContent({ contextSize, prependBos }: WindowOptions): number {
  const content = contextSize - (prependBos ? 1 : 0)
  if (!Number.isInteger(contextSize) || content < 1)
    throw new SemascopeError('invalid_input', `context size ${contextSize} leaves no room for content tokens`)
  return content
}

/** Windows of a document of `tokens` content tokens, in order. */
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

/** Ids of a window, with BOS in front when one is given. */
export function windowIds(ids: Int32Array, window: Window, bosTokenId?: number): Int32Array {
  const content = ids.subarray(window.start, window.start + window.length)
  if (bosTokenId === undefined) return content.slice()
  const out = new Int32Array(window.length + 1)
  out[0] = bosTokenId
  out.set(content, 1)
  return out
}
