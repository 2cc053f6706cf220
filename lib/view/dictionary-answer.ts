import type { Dictionary } from '@/lib/contract/schemas'

/** The fields that an answer about a dictionary is made from; the row in the database has this shape. */
interface Source {
  readonly slug: string
  readonly model: string
  readonly shuffledWeights: Dictionary['shuffledWeights']
  readonly hook: string
  readonly kind: Dictionary['kind']
  readonly k: number | null
  readonly dIn: number
  readonly dSae: number
  readonly analysis: {
    readonly corpus: string
    readonly contentTokens: number
    readonly preview: boolean
    readonly publishedAt: string | null
    readonly metrics: Omit<NonNullable<Dictionary['metrics']>, 'densityHistogram'> & {
      readonly densityHistogram: {
        readonly edges: readonly number[]
        readonly counts: readonly number[]
      } | null
    }
  } | null
}

/** Returns a dictionary in the form that the API answers. */
export function toDictionary(row: Source): Dictionary {
  const { analysis } = row
  const histogram = analysis?.metrics.densityHistogram
  return {
    id: row.slug,
    model: row.model,
    shuffledWeights: row.shuffledWeights,
    hook: row.hook,
    kind: row.kind,
    k: row.k,
    size: row.dSae,
    dIn: row.dIn,
    corpus: analysis?.corpus ?? null,
    tokens: analysis?.contentTokens ?? null,
    preview: analysis?.preview ?? null,
    publishedAt: analysis?.publishedAt ?? null,
    metrics: analysis
      ? {
          ...analysis.metrics,
          densityHistogram: histogram ? { edges: [...histogram.edges], counts: [...histogram.counts] } : null,
        }
      : null,
  }
}

/** Returns a dictionary's name in two parts: "one-layer-a" and "random1", also for the control of that model. */
export function nameParts(
  slug: string,
  { model, shuffledWeights }: Pick<Dictionary, 'model' | 'shuffledWeights'>,
): { model: string; name: string } {
  const base = shuffledWeights?.of ?? model
  return { model: base, name: slug.startsWith(`${base}.`) ? slug.slice(base.length + 1) : slug }
}
