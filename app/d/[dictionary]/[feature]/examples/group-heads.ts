import { type ExampleGroupName, groupName } from '@/lib/contract/example-groups'
import type { Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatEstimate, formatRange } from '@/lib/view/format'
import { activationLevel, LEVELS } from '@/lib/view/levels'

export interface GroupHead {
  readonly name: ExampleGroupName
  readonly id: string
  readonly level: number
  readonly title: string
  readonly remark: string
  readonly expected: number
}

/**
 * Returns the groups of a feature's examples in their order: the strongest, each interval, random tokens.
 *
 * @param leastTop activation of the last of the strongest
 */
export function groupHeads(feature: Feature, leastTop: number): GroupHead[] {
  const list: GroupHead[] = []
  if (feature.topExamples > 0) {
    list.push({
      name: 'top',
      id: 'g-top',
      level: LEVELS,
      title: 'Top',
      remark: topRemark(feature, leastTop),
      expected: feature.topExamples,
    })
    for (const interval of feature.intervals)
      list.push({
        name: groupName(interval.interval),
        id: `i${interval.interval}`,
        level: activationLevel(interval.high, feature.maxActivation),
        title: `Interval ${interval.interval}`,
        remark: intervalRemark(interval),
        expected: interval.examples,
      })
  }
  if (feature.randomExamples > 0)
    list.push({
      name: 'random',
      id: 'g-random',
      level: 0,
      title: 'Random',
      remark: 'random tokens, active or not',
      expected: feature.randomExamples,
    })
  return list
}

function topRemark({ topExamples, maxActivation }: Feature, leastTop: number): string {
  const range = `${formatActivation(maxActivation)} to ${formatActivation(leastTop)}`
  return `${topExamples} different windows · ${range}`
}

function intervalRemark(interval: Feature['intervals'][number]): string {
  const range = formatRange(interval.low, interval.high)
  const count = interval.count === 1 ? '1 token' : `${formatCount(interval.count)} tokens`
  const effect = interval.lossEffect === null ? '' : ` · mean Δloss ${formatEstimate(interval)}`
  return `${range} · ${interval.count === 0 ? 'never' : count}${effect}`
}
