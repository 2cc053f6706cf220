import { type ExampleGroupName, groupName } from '@/lib/contract/example-groups'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatRange, formatSigned } from '@/lib/view/format'
import { activationLevel, LEVELS } from '@/lib/view/levels'

export interface GroupHead {
  readonly name: ExampleGroupName
  readonly id: string
  readonly level: number
  readonly title: string
  readonly remark: string
  readonly expected: number
}

/** Returns the groups of a feature's examples in their order: the strongest, each interval, random tokens. */
export function groupHeads(feature: Feature, top: readonly ExampleView[]): GroupHead[] {
  const list: GroupHead[] = []
  if (top.length > 0) {
    list.push({
      name: 'top',
      id: 'g-top',
      level: LEVELS,
      title: 'Top',
      remark: topRemark(top),
      expected: top.length,
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

function topRemark(top: readonly ExampleView[]): string {
  const range = `${formatActivation(top[0].activation)} to ${formatActivation(top[top.length - 1].activation)}`
  return `${top.length} different windows · ${range}`
}

function intervalRemark(interval: Feature['intervals'][number]): string {
  const range = formatRange(interval.low, interval.high)
  const count = interval.count === 1 ? '1 token' : `${formatCount(interval.count)} tokens`
  const effect = interval.lossEffect === null ? '' : ` · mean Δloss ${formatSigned(interval.lossEffect)}`
  return `${range} · ${interval.count === 0 ? 'never' : count}${effect}`
}
