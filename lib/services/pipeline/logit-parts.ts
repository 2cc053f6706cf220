import { mergeTotals } from '@/lib/analysis/summary-bytes'
import { everyShard } from '@/lib/db/computed/shards'
import { hasDirectEffect } from '@/lib/domain/hook'
import type { AnalysisContext, RunDictionary } from './context'

/** About how many effects (features × tokens) a part computes: two or three seconds of one core. */
const PART_EFFECTS = 2 ** 26
/** Fewest features, or tokens, of a part. */
const FEWEST = 256

export interface LogitPart {
  readonly dictionary: RunDictionary
  /** Number of the range within its dictionary. */
  readonly range: number
  readonly from: number
  readonly to: number
}

/** Returns ranges of the features of every dictionary that has direct effects on logits, or of the tokens. */
export function logitParts(
  { dictionaries, spec: { dVocab } }: AnalysisContext,
  of: 'features' | 'tokens',
): LogitPart[] {
  return dictionaries
    .filter(({ ref }) => hasDirectEffect(ref.spec.hook))
    .flatMap((dictionary) => {
      const { dSae } = dictionary.ref.spec
      const [length, other] = of === 'features' ? [dSae, dVocab] : [dVocab, dSae]
      const size = Math.max(FEWEST, Math.floor(PART_EFFECTS / other))
      return Array.from({ length: Math.ceil(length / size) }, (_, range) => ({
        ...{ dictionary, range },
        ...{ from: range * size, to: Math.min(length, (range + 1) * size) },
      }))
    })
}

/** Returns 1 at special and never-seen tokens, [d_vocab], which logit effects leave out. */
export async function excludedTokens(
  { pool, special }: AnalysisContext,
  { analysisId }: RunDictionary,
): Promise<Uint8Array> {
  const { tokenCounts } = mergeTotals(await everyShard(pool, analysisId, 'totals'))
  return special.map((mark, token) => (mark === 1 || tokenCounts[token] === 0 ? 1 : 0))
}
