import { COMPARED, type ComparedName, STATISTICS } from '@/lib/domain/statistics'
import type { Comparison, Distribution } from '@/lib/view/compare'
import { orderExpression } from '../browse/order-expression'
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'

const BINS = 40

/** Compares statistics of the features that fire in each dictionary, on common axes. */
export async function compareStatistics(
  db: Queryable,
  dictionaries: readonly Published[],
): Promise<Comparison[]> {
  const spreads = await Promise.all(dictionaries.map((published) => readSpreads(db, published)))
  const axes = COMPARED.map((statistic) => axisOf(statistic, spreads))
  const shares = await Promise.all(dictionaries.map((published) => readBins(db, published, axes)))
  return axes.map(({ statistic, isLog, low, high }, nth) => ({
    ...{ statistic, isLog, low, high },
    sides: dictionaries.map((_, side): Distribution => {
      const { known, median } = spreads[side][nth]
      return { known, median, shares: shares[side][nth].map((count) => count / Math.max(1, known)) }
    }),
  }))
}

/** The spread of a statistic in one dictionary. */
interface Spread {
  readonly known: number
  readonly low: number | null
  readonly median: number | null
  readonly high: number | null
}

interface Axis {
  readonly statistic: ComparedName
  readonly isLog: boolean
  readonly low: number
  readonly high: number
}

const isLogarithmic = (statistic: ComparedName) => STATISTICS[statistic].compared === 'log'

/** Returns the SQL of the statistic of a feature that fires; NULL for a value without a logarithm on a log axis. */
const knownValue = (statistic: ComparedName) =>
  isLogarithmic(statistic)
    ? `CASE WHEN ${STATISTICS[statistic].column} > 0 THEN ${orderExpression(statistic)} END`
    : orderExpression(statistic)

/** Reads the spread of each statistic, in the order of COMPARED. The median has the type of its column. */
async function readSpreads(db: Queryable, { analysis }: Published): Promise<Spread[]> {
  const columns = COMPARED.flatMap((statistic) => {
    const value = knownValue(statistic)
    return [
      `count(${value})`,
      `min(${value})`,
      `(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${value}))::${STATISTICS[statistic].type}`,
      `max(${value})`,
    ]
  })
  const { rows } = await db.query<{ values: (number | null)[] }>(
    `SELECT ARRAY[${columns.map((column) => `(${column})::text::float8`).join(', ')}] AS values
       FROM feature_stat WHERE analysis_id = ${analysisKey(analysis.id)} AND count > 0`,
  )
  const { values } = rows[0]
  return COMPARED.map((_, nth) => {
    const [known, low, median, high] = values.slice(4 * nth)
    return { known: known ?? 0, low, median, high }
  })
}

/** Returns the axis that holds all values of all dictionaries. */
function axisOf(statistic: ComparedName, spreads: readonly (readonly Spread[])[]): Axis {
  const nth = COMPARED.indexOf(statistic)
  const own = spreads.map((spread) => spread[nth])
  const isLog = isLogarithmic(statistic)
  const lows = own.flatMap(({ low }) => (low === null ? [] : [low]))
  const highs = own.flatMap(({ high }) => (high === null ? [] : [high]))
  if (lows.length === 0) return { statistic, isLog, low: isLog ? 1e-6 : 0, high: 1 }
  return { statistic, isLog, low: Math.min(...lows), high: Math.max(...highs) }
}

/** Counts features by bin of each axis. */
async function readBins(
  db: Queryable,
  { analysis }: Published,
  axes: readonly Axis[],
): Promise<readonly (readonly number[])[]> {
  const bins = axes.map((axis, nth) => `${binOf(axis)} AS bin${nth}`)
  const { rows } = await db.query<{ nth: number; bin: number; count: number }>(
    `WITH binned AS (
       SELECT ${bins.join(', ')} FROM feature_stat
        WHERE analysis_id = ${analysisKey(analysis.id)} AND count > 0
     )
     SELECT CASE ${axes.map((_, nth) => `WHEN GROUPING(bin${nth}) = 0 THEN ${nth}`).join(' ')} END AS nth,
            coalesce(${axes.map((_, nth) => `bin${nth}`).join(', ')}) AS bin, count(*) AS count
       FROM binned GROUP BY GROUPING SETS (${axes.map((_, nth) => `(bin${nth})`).join(', ')})`,
  )
  const counts = axes.map(() => new Array<number>(BINS).fill(0))
  for (const { nth, bin, count } of rows) if (bin !== null) counts[nth][bin] = count
  return counts
}

/** Returns the SQL of the bin of a value, from 0 to BINS − 1; NULL for an unknown value. */
function binOf({ statistic, isLog, low, high }: Axis): string {
  const value = knownValue(statistic)
  if (!(high > low)) return `(CASE WHEN ${value} IS NOT NULL THEN 0 END)`
  const [from, to] = isLog ? [Math.log10(low), Math.log10(high)] : [low, high]
  const at = isLog ? `log((${value})::float8)` : `(${value})::float8`
  const place = `floor((${at} - ${literal(from)}) / ${literal(to - from)} * ${BINS})`
  // least and greatest ignore NULL
  return `(CASE WHEN ${value} IS NOT NULL THEN least(${BINS - 1}, greatest(0, ${place}))::integer END)`
}

const literal = (value: number) => `'${value}'::float8`
