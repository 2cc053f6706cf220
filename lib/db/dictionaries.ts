import type { DictionarySpec } from '@/lib/domain/dictionary'
import { SemascopeError } from '@/lib/errors'
import type { Database } from './database'
import type { Dictionary } from './generated/client'
import { toJson } from './json'

export type { Dictionary } from './generated/client'

export interface NewDictionary {
  /** For example `one-layer-a.a1`. */
  readonly slug: string
  readonly modelId: number
  readonly spec: DictionarySpec
  readonly weightsHash: string
}

/**
 * Registers a dictionary and its features under its slug, or finds it there. Throws `conflict` if the slug has another
 * model, hook, size or other weights. `replace` allows other weights of the same size; people's labels then stay with
 * the feature indices.
 */
export async function upsertDictionary(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  dictionary: NewDictionary,
  { replace = false }: { replace?: boolean } = {},
): Promise<Dictionary> {
  const { slug, modelId, weightsHash, spec } = dictionary
  const data = {
    ...{ slug, modelId, weightsHash, spec: toJson(spec) },
    ...{ hook: spec.hook, kind: spec.kind, dIn: spec.dIn, dSae: spec.dSae },
  }
  await prisma.dictionary.createMany({ data: [data], skipDuplicates: true })
  let found = await prisma.dictionary.findUniqueOrThrow({ where: { slug } })
  for (const key of ['modelId', 'hook', 'kind', 'dIn', 'dSae'] as const)
    if (found[key] !== data[key])
      throw new SemascopeError(
        'conflict',
        `the name "${slug}" belongs to a dictionary whose ${key} is ${found[key]}, not ${data[key]}`,
      )
  if (found.weightsHash !== weightsHash) {
    if (!replace)
      throw new SemascopeError('conflict', `the name "${slug}" belongs to a dictionary with other weights`)
    found = await prisma.dictionary.update({ where: { slug }, data })
  }
  await pool.query(
    `INSERT INTO feature (dictionary_id, "index") SELECT $1, generate_series(0, $2 - 1) ON CONFLICT DO NOTHING`,
    [found.id, spec.dSae],
  )
  return found
}

export async function findDictionary(
  { prisma }: Pick<Database, 'prisma'>,
  slug: string,
): Promise<Dictionary | null> {
  return prisma.dictionary.findUnique({ where: { slug } })
}
