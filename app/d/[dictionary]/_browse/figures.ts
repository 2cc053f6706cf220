import type { FeatureRow } from '@/lib/contract/schemas'
import { STATISTICS, type Statistic, type StatisticName } from '@/lib/domain/statistics'
import {
  formatActivation,
  formatCount,
  formatFixed,
  formatPower,
  formatSigned,
  formatSignificant,
  UNKNOWN,
} from '@/lib/view/format'

/** The figure of a statistic and its unit; table, cards and phone lines all write it like this. */
export interface Figure {
  readonly text: string
  /** What stands after the figure where no column head says it; empty for a plain number. */
  readonly unit: string
}

/** Returns the figure of a statistic of a feature. A feature that never fires has no activations to tell of. */
export function figureOf(name: StatisticName, row: FeatureRow): Figure {
  const value = row[name]
  const { unit }: Statistic = STATISTICS[name]
  const isSilent = row.count === 0 && unit === 'activation'
  if (value === null || isSilent) return { text: UNKNOWN, unit: '' }
  switch (unit) {
    case 'tokens':
      return { text: formatCount(value), unit: '' }
    case 'nats':
      return { text: formatSigned(value), unit: 'nats' }
    case 'points':
      return { text: formatFixed(value, 1), unit: '' }
    case 'share':
      return { text: name === 'density' ? densityText(value) : String(Math.round(value * 100)), unit: '%' }
    case 'activation':
      return { text: value >= 10 ? formatFixed(value, 1) : formatActivation(value), unit: '' }
    case 'score':
    case 'plain':
      return { text: formatFixed(value), unit: '' }
    default:
      return unit satisfies never
  }
}

/** Returns a density in percent: three digits, and two with a power of ten below a thousandth. */
function densityText(density: number): string {
  const percent = density * 100
  return percent === 0 || percent >= 0.001 ? formatSignificant(percent) : formatPower(percent)
}
