/** Counts all features of an analysis by what the choices of the filters need, in one statement. */
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import { type Pool, transaction } from '../transaction'
import { failedGroups } from './failed-groups'
import type { Condition } from './filters'
import { orderExpression } from './order-expression'
import type { Parameters } from './parameters'
import { Tally } from './tally'

/** Number of firings above which a feature counts as often active. */
const OFTEN = 20
/** Bins of log10 densities from 1e−6 to 1; rarer features are in the first. */
export const DECADES = 6
export const BINS = 48

/** Who wrote the label shown, by number. */
export const LABEL_KINDS = ['none', 'rules', 'llm', 'person'] as const

/** What the choices of filters need of a feature, as bits of its profile next to the kind of its label. */
export const PROFILE = {
  ...{ kind: 0b11, alive: 4, sameAll: 8, sameMixed: 16, annotated: 32, starred: 64, often: 128 },
} as const

/** Stands for more than one group of filters that a feature fails. */
const SEVERAL = -1

/** Lowest and highest values of features that fail the same groups of filters; null if no feature has a value. */
export interface Ends {
  readonly failed: number
  readonly maximum: readonly [number, number] | null
  readonly score: readonly [number, number] | null
}

export interface CountedFeatures {
  /** By profile. */
  readonly profiles: Tally<number>
  /** By bin of the density; BINS for a dead feature. */
  readonly densities: Tally<number>
  /** By numbers of tags; null in an analysis without tags. */
  readonly tags: Tally<readonly number[] | null>
  readonly ends: readonly Ends[]
}

interface Row {
  readonly failed: number
  readonly count: number
  readonly profile: number
  readonly bin: number
  readonly tags: number[] | null
  readonly leastMaximum: number | null
  readonly mostMaximum: number | null
  readonly leastScore: number | null
  readonly mostScore: number | null
}

const PROFILE_SQL = `CASE s.label_kind ${LABEL_KINDS.map((kind, number) => `WHEN '${kind}' THEN ${number}`).join(' ')} ELSE 0 END
  + CASE WHEN s.count > 0 THEN ${PROFILE.alive} ELSE 0 END
  + CASE WHEN s.count > ${OFTEN} THEN ${PROFILE.often} ELSE 0 END
  + CASE WHEN s.single_token_share >= 1 THEN ${PROFILE.sameAll} WHEN s.single_token_share < 1 THEN ${PROFILE.sameMixed} ELSE 0 END
  + CASE WHEN s.annotated THEN ${PROFILE.annotated} ELSE 0 END
  + CASE WHEN s.stars > 0 THEN ${PROFILE.starred} ELSE 0 END`

const BIN_SQL = `CASE WHEN s.count > 0
  THEN least(${BINS - 1}, greatest(0, floor((1 + log(s.density) / ${DECADES}) * ${BINS})))::integer ELSE ${BINS} END`

/** Processes of Postgres that count next to the one that answers: the statement reads every feature. */
const WORKERS = 2

/**
 * Counts the features of an analysis; the values of `conditions` are in `parameters`. Features that fail several groups
 * are counted as one kind, because no change of one group brings them back.
 */
export async function countedFeatures(
  pool: Pool,
  { analysis }: Published,
  conditions: readonly Condition[],
  parameters: Parameters,
): Promise<CountedFeatures> {
  const text = `WITH counted AS (
       SELECT ${failedGroups(conditions)} AS failed, ${PROFILE_SQL} AS profile, ${BIN_SQL} AS bin, s.tags,
              ${orderExpression('maxActivation', 's')} AS maximum, ${orderExpression('labelScore', 's')} AS score
         FROM feature_stat s WHERE s.analysis_id = ${analysisKey(analysis.id)}
     )
     SELECT CASE WHEN failed & (failed - 1) = 0 THEN failed ELSE ${SEVERAL} END AS failed, profile, bin, tags,
            count(*) AS count, min(maximum) AS "leastMaximum", max(maximum) AS "mostMaximum",
            min(score) AS "leastScore", max(score) AS "mostScore"
       FROM counted GROUP BY 1, profile, bin, tags`
  const { rows } = await transaction(pool, async (client) => {
    await client.query(`SET LOCAL max_parallel_workers_per_gather = ${WORKERS}`)
    return client.query<Row>(text, parameters.values)
  })
  const tally = <Code>(code: (row: Row) => Code) =>
    new Tally<Code>(rows.map((row) => ({ failed: row.failed, code: code(row), count: row.count })))
  return {
    profiles: tally(({ profile }) => profile),
    densities: tally(({ bin }) => bin),
    tags: tally(({ tags }) => tags),
    ends: rows.map((row) => ({
      failed: row.failed,
      maximum: pair(row.leastMaximum, row.mostMaximum),
      score: pair(row.leastScore, row.mostScore),
    })),
  }
}

const pair = (least: number | null, most: number | null) =>
  least === null || most === null ? null : ([least, most] as const)
