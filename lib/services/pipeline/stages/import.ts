/** Writes the rows of the model, its vocabulary and its dictionaries. The files are in the store already. */

import { readTokenizer } from '@/lib/compute/store/tokenizer'
import { upsertDictionary } from '@/lib/db/dictionaries'
import { storeTokens, upsertModel } from '@/lib/db/models'
import { findTokenizer, readModelSpec } from '@/lib/models'
import type { RunContext } from '../context'
import type { Stage } from '../stage'

export const importStage: Stage<RunContext> = {
  plan: ({ settings }) => [{ part: 0, size: settings.dictionaries.length }],
  async run({ database, settings, model }) {
    const spec = readModelSpec(model.dir)
    const tokenizer = readTokenizer(findTokenizer(model.dir))
    const { slug, hash: weightsHash, tokenizerHash, shuffled } = settings.model
    const { replace } = settings
    const row = { slug, spec, weightsHash, tokenizerHash, ...(shuffled && { shuffled }) }
    const stored = await upsertModel(database, row, { replace })
    await storeTokens(
      database,
      tokenizerHash,
      Array.from({ length: tokenizer.vocabSize }, (_, id) => ({
        id,
        bytes: tokenizer.bytes(id),
        // Text in Postgres cannot hold NUL; the bytes are exact.
        text: tokenizer.decode([id]).replaceAll('\0', '\ufffd'),
        special: tokenizer.isSpecial(id),
      })),
    )
    for (const dictionary of settings.dictionaries)
      await upsertDictionary(
        database,
        {
          slug: dictionary.slug,
          modelId: stored.id,
          spec: dictionary.spec,
          weightsHash: dictionary.hash,
        },
        { replace },
      )
    return async () => undefined
  },
}
