import type { Document } from '@/lib/domain/corpus'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows, windowIds } from '@/lib/tokens/windows'

/** The text on which a dictionary is measured; every metric is given with these sizes. */
export interface TextSample {
  readonly sequences: readonly Int32Array[]
  readonly documents: number
  /** Units that are held out together: packages, or documents of a user's text. */
  readonly packages: number
}

/** Cuts documents into windows like a corpus: with BOS in front if the dictionary says so. */
export function textSample(
  documents: Iterable<Document>,
  tokenizer: Tokenizer,
  options: { readonly contextSize: number; readonly prependBos: boolean; readonly bosTokenId: number },
): TextSample {
  const sequences: Int32Array[] = []
  const packages = new Set<string>()
  let measured = 0
  for (const { text, unit } of documents) {
    const ids = tokenizer.encode(text)
    const windows = cutWindows(ids.length, options)
    if (windows.length === 0) continue
    measured++
    packages.add(unit)
    for (const window of windows)
      sequences.push(windowIds(ids, window, options.prependBos ? options.bosTokenId : undefined))
  }
  return { sequences, documents: measured, packages: packages.size }
}
