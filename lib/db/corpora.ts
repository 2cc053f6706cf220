import { copyRows, mapRows } from './copy'
import type { Database } from './database'
import type { Corpus } from './generated/client'
import { type Client, transaction } from './transaction'

export type { Corpus } from './generated/client'

export interface NewCorpus {
  readonly name: string
  /** Hash of all that decides the sequences: texts, tokenizer, settings. */
  readonly hash: string
  readonly tokenizerHash: string
  readonly contextSize: number
  readonly prependBos: boolean
  readonly documents: number
  readonly sequences: number
  readonly contentTokens: number
  readonly heldOutTokens: number
  readonly settings: unknown
}

/** What was left out of a corpus when it was built, in its settings; corpora of older versions do not say it. */
export interface LeftOut {
  /** Documents much of whose text is in another one. */
  readonly duplicates: number
  /** Files without text. */
  readonly skipped: number
}

export interface DocumentRow {
  readonly index: number
  readonly name: string
  readonly kind: string
  readonly unit: string
  readonly heldOut: boolean
  readonly tokens: number
}

export interface SequenceRow {
  readonly index: number
  readonly documentIndex: number
  readonly start: number
  /** Token ids, with BOS if the corpus prepends it. */
  readonly tokenIds: Int32Array | readonly number[]
}

export interface CorpusTokenRow {
  readonly tokenId: number
  readonly count: number
}

/** Returns the corpus with this hash, or null. A corpus is stored as a whole or not at all. */
export async function findCorpus({ prisma }: Pick<Database, 'prisma'>, hash: string): Promise<Corpus | null> {
  return prisma.corpus.findUnique({ where: { hash } })
}

/** Stores a corpus in one transaction and returns its id; a stored corpus with that hash is not changed. */
export async function storeCorpus(
  { pool }: Pick<Database, 'pool'>,
  corpus: NewCorpus,
  rows: {
    documents: Iterable<DocumentRow>
    sequences: Iterable<SequenceRow> | AsyncIterable<SequenceRow>
    tokens: Iterable<CorpusTokenRow>
  },
): Promise<number> {
  return transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`corpus ${corpus.hash}`])
    const found = await client.query<{ id: number }>('SELECT id FROM corpus WHERE hash = $1', [corpus.hash])
    if (found.rows[0]) return found.rows[0].id
    const id = await insertCorpus(client, corpus)
    await copyRows(
      client,
      'document',
      DOCUMENT_COLUMNS,
      mapRows(rows.documents, (d) => [id, d.index, d.name, d.kind, d.unit, d.heldOut, d.tokens]),
    )
    await copyRows(
      client,
      'sequence',
      SEQUENCE_COLUMNS,
      mapRows(rows.sequences, (s) => [id, s.index, s.documentIndex, s.start, s.tokenIds]),
    )
    await copyRows(
      client,
      'corpus_token',
      TOKEN_COLUMNS,
      mapRows(rows.tokens, (t) => [id, t.tokenId, t.count]),
    )
    return id
  })
}

async function insertCorpus(client: Client, corpus: NewCorpus): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO corpus (name, hash, tokenizer_hash, context_size, prepend_bos, documents, sequences,
       content_tokens, held_out_tokens, settings)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      ...[corpus.name, corpus.hash, corpus.tokenizerHash, corpus.contextSize, corpus.prependBos],
      ...[corpus.documents, corpus.sequences, corpus.contentTokens, corpus.heldOutTokens],
      JSON.stringify(corpus.settings),
    ],
  )
  return rows[0].id
}

const DOCUMENT_COLUMNS = [
  { name: 'corpus_id', type: 'int4' },
  { name: 'index', type: 'int4' },
  { name: 'name', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'held_out', type: 'bool' },
  { name: 'tokens', type: 'int4' },
] as const

const SEQUENCE_COLUMNS = [
  { name: 'corpus_id', type: 'int4' },
  { name: 'index', type: 'int4' },
  { name: 'document_index', type: 'int4' },
  { name: 'start', type: 'int4' },
  { name: 'token_ids', type: 'int4[]' },
] as const

const TOKEN_COLUMNS = [
  { name: 'corpus_id', type: 'int4' },
  { name: 'token_id', type: 'int4' },
  { name: 'count', type: 'int8' },
] as const
