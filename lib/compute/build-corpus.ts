import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { buildCorpus } from '@/lib/corpus/build'
import { writeCorpusFile } from '@/lib/corpus/corpus-file'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { removeNearDuplicates } from '@/lib/corpus/near-duplicates'
import { readText } from '@/lib/corpus/read-text'
import type { Document } from '@/lib/domain/corpus'
import { findTokenizer, readModelSpec } from '@/lib/models'
import type { ModelRef } from './loaded'
import { storePaths } from './store/paths'
import { readTokenizer } from './store/tokenizer'

export interface BuildCorpusRequest {
  readonly model: ModelRef
  /** The installation whose packages hold the text of the demo. */
  readonly root: string
  readonly dataDir: string
  readonly source:
    | { readonly kind: 'dependency-tree' }
    | { readonly kind: 'paths'; readonly paths: readonly string[] }
  readonly contextSize: number
  readonly prependBos: boolean
  readonly maxTokens: number | null
  readonly heldOutShare: number
  readonly seed: number
}

export interface BuiltCorpus {
  readonly path: string
  readonly hash: string
  /**
   * Number of documents left out because much of their text occurs in another one, and the names of those that are no
   * text.
   */
  readonly duplicates: number
  readonly skipped: readonly string[]
}

/** Tokenises text into a content-addressed corpus file. */
export async function buildCorpusFile(request: BuildCorpusRequest): Promise<BuiltCorpus> {
  const { dir } = request.model
  const { documents, duplicates, skipped } = await documentsOf(request)
  const { contextSize, prependBos, maxTokens, heldOutShare, seed } = request
  const corpus = buildCorpus(documents, readTokenizer(findTokenizer(dir)), {
    contextSize,
    prependBos,
    bosTokenId: readModelSpec(dir).bosTokenId,
    seed,
    heldOutShare,
    ...(maxTokens === null ? {} : { maxTokens }),
  })
  const store = storePaths(request.dataDir)
  const temporary = store.corpus(`building-${randomUUID()}`)
  mkdirSync(path.dirname(temporary), { recursive: true })
  const hash = await writeCorpusFile(temporary, corpus)
  renameSync(temporary, store.corpus(hash))
  return { path: store.corpus(hash), hash, duplicates, skipped }
}

async function documentsOf({ source, root }: BuildCorpusRequest): Promise<{
  documents: readonly Document[]
  duplicates: number
  skipped: string[]
}> {
  if (source.kind === 'dependency-tree') {
    // The manifest has no near-duplicates.
    return { documents: await loadDependencyTree({ root }), duplicates: 0, skipped: [] }
  }
  const read = await readText(source.paths)
  const { kept, removed } = removeNearDuplicates(read.documents)
  return {
    documents: kept,
    duplicates: removed.length,
    skipped: read.skipped.map(({ path, reason }) => `${path}: ${reason}`),
  }
}
