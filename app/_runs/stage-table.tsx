import { cn } from '@/app/_ui/kit/cn'
import { Table, Td, Th } from '@/app/_ui/kit/table'
import { Progress } from '@/app/_ui/progress'
import type { Stage } from '@/lib/contract/schemas'
import { formatDuration, formatRate } from '@/lib/view/duration'
import { formatCount, UNKNOWN } from '@/lib/view/format'

const RIGHT = 'text-right text-12'

/** The stages of a run in order: how much of each is done, its rate, and how long it took or still takes. */
export function StageTable({ stages }: { stages: readonly Stage[] }) {
  return (
    <Table stacks className="table-fixed">
      <thead>
        <tr>
          <Th className="w-30">stage</Th>
          <Th>state</Th>
          <Th className="w-60 text-right">done</Th>
          <Th className="w-40 text-right">rate</Th>
          <Th className="w-24 text-right">time</Th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.name}>
            <Td className="text-12 @max-2xl:font-medium">{stage.name}</Td>
            <Td className={cn('text-12', stage.status === 'running' && '@max-2xl:w-full')}>
              <State stage={stage} />
            </Td>
            <Td className={cn(RIGHT, '@max-2xl:ml-auto')}>{countsOf(stage)}</Td>
            <Td className={cn(RIGHT, 'text-ink-2 empty:@max-2xl:hidden')}>{rateOf(stage)}</Td>
            <Td className={cn(RIGHT, 'text-ink-2 empty:@max-2xl:hidden')}>{timeOf(stage)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function State({ stage }: { stage: Stage }) {
  if (stage.status === 'running')
    return <Progress share={stage.total > 0 ? stage.done / stage.total : 0} label={stage.name} />
  if (stage.status === 'failed')
    return <span className="text-bad">failed: {stage.error ?? 'no reason was recorded'}</span>
  if (stage.status === 'succeeded') return <span className="text-ok">finished</span>
  return <span className="text-ink-3">{stage.status}</span>
}

function countsOf(stage: Stage): string {
  if (stage.total <= 0) return stage.status === 'waiting' ? '' : UNKNOWN
  if (stage.status === 'succeeded' || stage.status === 'waiting')
    return `${formatCount(stage.total)} ${stage.unit}`
  return `${formatCount(stage.done)} of ${formatCount(stage.total)} ${stage.unit}`
}

/** Returns the rate of a stage; empty below one per second, where the time says more. */
function rateOf(stage: Stage): string {
  return stage.rate === null || stage.rate < 1 ? '' : formatRate(stage.rate, stage.unit)
}

function timeOf(stage: Stage): string {
  if (stage.status === 'running')
    return stage.etaSeconds === null ? '' : `${formatDuration(stage.etaSeconds)} left`
  if (stage.startedAt === null || stage.finishedAt === null) return ''
  return formatDuration((Date.parse(stage.finishedAt) - Date.parse(stage.startedAt)) / 1000)
}
