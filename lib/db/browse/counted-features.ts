/** Counts all features of an analysis by what the choices of the filters need, in one statement. */
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { failedGroups } from './failed-groups'
import type { Condition } from './filters'
import { orderExpression } from './order-expression'
import type { Parameters } from './parameters'
import { type Counted, Tally } from './tally'

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
  readonly profile: number | null
  readonly bin: number | null
  readonly tags: number[] | null
  /** True if the row counts profiles, or bins; else the row counts tags. */
  readonly byProfile: boolean
  readonly byBin: boolean
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

/** Counts the features of an analysis; the values of `conditions` are in `parameters`. */
export async function countedFeatures(
  db: Queryable,
  { analysis }: Published,
  conditions: readonly Condition[],
  parameters: Parameters,
): Promise<CountedFeatures> {
  const { rows } = await db.query<Row>(
    `WITH counted AS (
       SELECT ${failedGroups(conditions)} AS failed, ${PROFILE_SQL} AS profile, ${BIN_SQL} AS bin, s.tags,
              ${orderExpression('maxActivation', 's')} AS maximum, ${orderExpression('labelScore', 's')} AS score
         FROM feature_stat s WHERE s.analysis_id = ${analysisKey(analysis.id)}
     )
     SELECT failed, profile, bin, tags, count(*) AS count,
            GROUPING(profile) = 0 AS "byProfile", GROUPING(bin) = 0 AS "byBin",
            min(maximum) AS "leastMaximum", max(maximum) AS "mostMaximum",
            min(score) AS "leastScore", max(score) AS "mostScore"
       FROM counted GROUP BY GROUPING SETS ((failed, profile), (failed, bin), (failed, tags))`,
    parameters.values,
  )
  const counted = <Code>(wanted: readonly Row[], code: (row: Row) => Code) =>
    new Tally<Code>(
      wanted.map((row): Counted<Code> => ({ failed: row.failed, code: code(row), count: row.count })),
    )
  const byProfile = rows.filter((row) => row.byProfile)
  return {
    profiles: counted(byProfile, ({ profile }) => profile ?? 0),
    densities: counted(
      rows.filter((row) => row.byBin),
      ({ bin }) => bin ?? BINS,
    ),
    tags: counted(
      rows.filter((row) => !row.byProfile && !row.byBin),
      ({ tags }) => tags,
    ),
    ends: byProfile.map((row) => ({
      failed: row.failed,
      maximum: pair(row.leastMaximum, row.mostMaximum),
      score: pair(row.leastScore, row.mostScore),
    })),
  }
}

const pair = (least: number | null, most: number | null) =>
  least === null || most === null ? null : ([least, most] as const)
