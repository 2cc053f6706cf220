/** Tokenises the text once, stores its sequences, and opens an analysis for every dictionary. */
import { existsSync } from 'node:fs'
import { config } from '@/lib/config'
import { type CorpusFile, readCorpusFile } from '@/lib/corpus/corpus-file'
import { createAnalysis } from '@/lib/db/analyses'
import { findCorpus, type LeftOut, storeCorpus } from '@/lib/db/corpora'
import { findDictionary } from '@/lib/db/dictionaries'
import { SemascopeError } from '@/lib/errors'
import { modelFacts, type RunContext } from '../context'
import type { PartOptions, Stage } from '../stage'

export const corpusStage: Stage<RunContext> = {
  plan: ({ settings }) => [{ part: 0, size: settings.corpus.maxTokens ?? settings.analyseTokens ?? 1 }],
  async run(context, _part, options) {
    const { settings, database, store } = context
    const { special } = modelFacts(context.model)
    const { hash, leftOut } = await buildOrFind(context, options)
    const file = await readCorpusFile(store.corpus(hash))
    try {
      const { head } = file
      const corpusId = await storeCorpus(
        database,
        {
          name: settings.corpus.name,
          hash,
          tokenizerHash: settings.model.tokenizerHash,
          contextSize: head.settings.contextSize,
          prependBos: head.settings.prependBos,
          documents: head.documents,
          sequences: head.sequences,
          contentTokens: head.contentTokens,
          heldOutTokens: head.heldOutTokens,
          settings: { ...head.settings, source: settings.corpus.source, ...(leftOut && { leftOut }) },
        },
        {
          documents: (await file.documents()).map((document, index) => ({ index, ...document })),
          sequences: sequenceRows(file),
          tokens: Array.from(await file.tokenCounts(), (count, tokenId) => ({ tokenId, count })).filter(
            ({ count }) => count > 0,
          ),
        },
      )
      const covered = await coverage(file, special, settings.analyseTokens)
      const dictionaries = await Promise.all(
        settings.dictionaries.map(async ({ slug }) => {
          const found = await findDictionary(database, slug)
          if (!found) throw new SemascopeError('internal', `dictionary ${slug} was not imported`)
          return found.id
        }),
      )
      return async (client) => {
        for (const dictionaryId of dictionaries)
          await createAnalysis(client, {
            dictionaryId,
            runId: context.runId,
            corpusId,
            preview: settings.preview,
            ...covered,
          })
      }
    } finally {
      await file.close()
    }
  },
}

/** Returns the hash of the corpus, and what was left out of it when it was built. Builds the file unless an earlier run with the same settings has built it. */
async function buildOrFind(
  { settings, database, store, model, root, compute }: RunContext,
  { signal }: PartOptions,
): Promise<{ hash: string; leftOut?: LeftOut }> {
  const { hash, name: _, ...how } = settings.corpus
  if (hash !== null && existsSync(store.corpus(hash)) && (await findCorpus(database, hash))) return { hash }
  const built = await compute.call('buildCorpus', { model, root, dataDir: config().dataDir, ...how }, signal)
  return { hash: built.hash, leftOut: { duplicates: built.duplicates, skipped: built.skipped.length } }
}

const READ_AT_ONCE = 2048

async function* sequenceRows(file: CorpusFile) {
  for (let from = 0; from < file.head.sequences; from += READ_AT_ONCE) {
    const to = Math.min(file.head.sequences, from + READ_AT_ONCE)
    const { ids, offsets, document, start } = await file.sequences(from, to)
    for (let i = 0; i < to - from; i++)
      yield {
        index: from + i,
        documentIndex: document[i],
        start: start[i],
        tokenIds: ids.subarray(offsets[i], offsets[i + 1]),
      }
  }
}

/** Returns how many sequences, from the first on, it takes to reach `tokens` content tokens; all of them for null. */
async function coverage(file: CorpusFile, special: Uint8Array, tokens: number | null) {
  const covered = { sequences: 0, contentTokens: 0, specialTokens: 0 }
  const limit = tokens ?? Number.POSITIVE_INFINITY
  for await (const { tokenIds } of sequenceRows(file)) {
    if (covered.contentTokens >= limit) break
    const content = tokenIds.reduce((sum, id) => sum + (special[id] === 1 ? 0 : 1), 0)
    covered.sequences++
    covered.contentTokens += content
    covered.specialTokens += tokenIds.length - content
  }
  return covered
}
