import { existsSync } from 'node:fs'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import type { Published } from '@/lib/db/published'
import { shardRanges } from './pipeline/shards'
import type { Weights } from './weights-of'

/**
 * Returns the files of a dictionary's activations on the text of an analysis, in the order of the text; null if this machine
 * does not have all of them, as for neurons, for another text, and for analyses of older versions.
 */
export function storedFiles(text: Published, { model, dictionary }: Weights): string[] | null {
  const { corpusHash, sequences } = text.analysis
  const store = storePaths(config().dataDir)
  const on = { model: model.hash, dictionary: dictionary.hash, corpus: corpusHash }
  const files = shardRanges(sequences, text.spec.contextSize).map((range) => store.sparse(on, range))
  return files.every((file) => existsSync(file)) ? files : null
}
