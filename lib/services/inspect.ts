import type { InspectedText } from '@/lib/compute/inspect-text'
import { sharedCompute } from '@/lib/compute/shared'
import { INSPECTED_FEATURES } from '@/lib/contract/inspect'
import { database } from '@/lib/db'
import { weightsOf } from './weights-of'

export interface InspectOptions {
  /** Slug, such as `one-layer-a.a1`. */
  readonly dictionary: string
  readonly text: string
  /** Features to report. Default: the INSPECTED_FEATURES with the highest activation. */
  readonly features?: readonly number[] | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Computes the features of a text. Throws `not_found` for an unknown dictionary, `invalid_input` for a text or feature
 * that cannot be inspected, and `busy` if too many requests wait.
 */
export async function inspect(options: InspectOptions): Promise<InspectedText> {
  const compute = sharedCompute()
  return compute.call(
    'inspect',
    {
      ...(await weightsOf((await database()).pool, options.dictionary)),
      threads: compute.operatorThreads,
      text: options.text,
      features: options.features ?? null,
      limit: INSPECTED_FEATURES,
    },
    options.signal,
  )
}
