import type { ModelSpec, ShuffledWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type CopyRow, copyRows } from './copy'
import type { Database } from './database'
import type { Model } from './generated/client'
import { toJson } from './json'
import { transaction } from './transaction'

export type { Model } from './generated/client'

export interface NewModel {
  readonly slug: string
  readonly spec: ModelSpec
  readonly weightsHash: string
  readonly tokenizerHash: string
  /** The original weights of a control with shuffled weights. */
  readonly shuffled?: ShuffledWeights
}

/**
 * Registers a model under its slug, or finds it there. Throws `conflict` if the slug has other weights or another
 * tokenizer, unless `replace` is set: then older analyses keep their numbers until the next run.
 */
export async function upsertModel(
  { prisma }: Pick<Database, 'prisma'>,
  model: NewModel,
  { replace = false }: { replace?: boolean } = {},
): Promise<Model> {
  const { shuffled, ...row } = model
  const data = { ...row, spec: toJson(model.spec), ...(shuffled && { shuffled: toJson(shuffled) }) }
  await prisma.model.createMany({ data: [data], skipDuplicates: true })
  const found = await prisma.model.findUniqueOrThrow({ where: { slug: model.slug } })
  const same = found.weightsHash === model.weightsHash && found.tokenizerHash === model.tokenizerHash
  if (same) return found
  if (!replace)
    throw new SemascopeError(
      'conflict',
      `the name "${model.slug}" belongs to a model with other weights or tokenizer`,
    )
  return prisma.model.update({ where: { slug: model.slug }, data })
}

export interface TokenRow {
  readonly id: number
  readonly bytes: Uint8Array
  readonly text: string
  readonly special: boolean
}

/** Stores the vocabulary of a tokenizer once; a complete vocabulary that is stored already is not changed. */
export async function storeTokens(
  { pool }: Pick<Database, 'pool'>,
  tokenizerHash: string,
  tokens: readonly TokenRow[],
): Promise<void> {
  await transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`tokens ${tokenizerHash}`])
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*) AS count FROM token WHERE tokenizer_hash = $1',
      [tokenizerHash],
    )
    if (rows[0].count === tokens.length) return
    await client.query('DELETE FROM token WHERE tokenizer_hash = $1', [tokenizerHash])
    await copyRows(
      client,
      'token',
      [
        { name: 'tokenizer_hash', type: 'text' },
        { name: 'id', type: 'int4' },
        { name: 'bytes', type: 'bytea' },
        { name: 'text', type: 'text' },
        { name: 'special', type: 'bool' },
      ],
      tokens.map((token): CopyRow => [tokenizerHash, token.id, token.bytes, token.text, token.special]),
    )
  })
}
