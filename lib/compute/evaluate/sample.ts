import { spreadNumbers } from '@/lib/analysis/spread-numbers'
import type { Document } from '@/lib/domain/corpus'
import type { MeasuredText } from '@/lib/domain/measured-text'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows, windowIds } from '@/lib/tokens/windows'

/** The text on which a dictionary is measured; every metric is given with these sizes. */
export interface TextSample {
  readonly measuredOn: MeasuredText
  readonly sequences: readonly Int32Array[]
  readonly documents: number
  /** Units that are held out together: packages, or documents of a user's text. */
  readonly packages: number
}

export interface TextSampleOptions {
  readonly measuredOn: MeasuredText
  readonly contextSize: number
  readonly prependBos: boolean
  readonly bosTokenId: number
  /** Most sequences, drawn by a seeded hash over all of them. Default: all. */
  readonly most?: { readonly sequences: number; readonly seed: number }
}

/** Cuts documents into windows like a corpus: with BOS in front if the dictionary says so. */
export function textSample(
  documents: Iterable<Document>,
  tokenizer: Tokenizer,
  options: TextSampleOptions,
): TextSample {
  const { measuredOn, prependBos, bosTokenId, most } = options
  const cut: { readonly ids: Int32Array; readonly document: Document }[] = []
  for (const document of documents) {
    const ids = tokenizer.encode(document.text)
    for (const window of cutWindows(ids.length, options))
      cut.push({ ids: windowIds(ids, window, prependBos ? bosTokenId : undefined), document })
  }
  const chosen = most
    ? spreadNumbers(cut.length, most.sequences, most.seed).map((number) => cut[number])
    : cut
  return {
    measuredOn,
    sequences: chosen.map(({ ids }) => ids),
    documents: new Set(chosen.map(({ document }) => document)).size,
    packages: new Set(chosen.map(({ document }) => document.unit)).size,
  }
}
