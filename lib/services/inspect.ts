import { config } from '@/lib/config'
import { database } from '@/lib/db'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { SemascopeError } from '@/lib/errors'
import type { InspectedText } from './compute/inspect-text'
import { type Compute, createCompute } from './compute/pool'
import { storePaths } from './store/paths'

export interface InspectOptions {
  /** Slug, such as `one-layer-a.a1`. */
  readonly dictionary: string
  readonly text: string
  /** Features to report; default the strongest `limit`. */
  readonly features?: readonly number[] | undefined
  readonly limit?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** Requests that may wait for the compute thread; more are told to come back. */
const WAITING = 16

// Next.js evaluates a module once per bundle, so the one pool of a process hangs on globalThis.
const holder = globalThis as typeof globalThis & { semascopeCompute?: Compute }

function sharedCompute(): Compute {
  holder.semascopeCompute ??= createCompute({ size: config().computeThreads, maxQueue: WAITING })
  return holder.semascopeCompute
}

interface Row {
  hash: string
  model_hash: string
  spec: unknown
  kind: string
}

/**
 * Features of a text, live. Throws `not_found` for an unknown dictionary, `invalid_input` for a text or feature
 * that cannot be inspected, `busy` when too many wait.
 */
export async function inspect(options: InspectOptions): Promise<InspectedText> {
  const { pool } = await database()
  const { rows } = await pool.query<Row>(
    `SELECT d.weights_hash AS hash, m.weights_hash AS model_hash, d.spec, d.kind
     FROM dictionary d JOIN model m ON m.id = d.model_id WHERE d.slug = $1`,
    [options.dictionary],
  )
  const [row] = rows
  if (!row) throw new SemascopeError('not_found', `there is no dictionary "${options.dictionary}"`)
  const store = storePaths(config().dataDir)
  const compute = sharedCompute()
  return compute.call(
    'inspect',
    {
      model: { hash: row.model_hash, dir: store.model(row.model_hash) },
      dictionary: {
        hash: row.hash,
        dir: row.kind === 'neurons' ? null : store.dictionary(row.hash),
        spec: row.spec as DictionarySpec,
      },
      threads: compute.operatorThreads,
      text: options.text,
      features: options.features ?? null,
      limit: options.limit ?? 50,
    },
    options.signal,
  )
}
