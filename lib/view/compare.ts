/** Two dictionaries side by side: what is compared of them. Client-safe. */
import type { ComparedName } from '@/lib/domain/statistics'

export interface Distribution {
  /** Features that fire and have the statistic. */
  readonly known: number
  readonly median: number | null
  /** Share of those features in each bin. */
  readonly shares: readonly number[]
}

/** One statistic in several dictionaries, on one axis. */
export interface Comparison {
  readonly statistic: ComparedName
  readonly isLog: boolean
  /** Ends of the axis, in units of the statistic. */
  readonly low: number
  readonly high: number
  readonly sides: readonly Distribution[]
}
