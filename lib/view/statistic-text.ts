import { STATISTICS, type Statistic, type StatisticName } from '@/lib/domain/statistics'
import { formatActivation, formatCount, formatFixed, formatPercent, formatSigned } from './format'

/** Returns a statistic of a feature with its unit, for pages that have room for it: "0.186 %", "4.82", "+0.03 nats". */
export function statisticText(name: StatisticName, value: number | null): string {
  const { unit }: Statistic = STATISTICS[name]
  switch (unit) {
    case 'tokens':
      return formatCount(value)
    case 'share':
      return formatPercent(value)
    case 'activation':
      return formatActivation(value)
    case 'nats':
      return value === null ? formatSigned(value) : `${formatSigned(value)} nats`
    case 'points':
      return formatFixed(value, 1)
    case 'score':
    case 'plain':
      return formatFixed(value)
    default:
      return unit satisfies never
  }
}
