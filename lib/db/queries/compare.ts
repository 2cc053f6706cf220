import { COMPARED, type Comparison, compareValues } from '@/lib/view/compare'
import { featureColumns } from '../columns/load'
import type { Published } from '../published'

/** Statistics of the features that fire in each dictionary, on common axes. */
export async function compareStatistics(sources: readonly Published[]): Promise<Comparison[]> {
  const columns = await Promise.all(sources.map((source) => featureColumns(source)))
  return COMPARED.map((statistic) =>
    compareValues(
      statistic,
      columns.map(({ numbers }) => numbers[statistic].filter((_, index) => numbers.count[index] > 0)),
    ),
  )
}
