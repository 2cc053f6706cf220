import { Progress } from '@/app/_ui/progress'
import type { Stage } from '@/lib/contract/schemas'
import { formatDuration, formatRate } from '@/lib/view/duration'
import { formatCount, UNKNOWN } from '@/lib/view/format'

/** The stages of a run in order: how much of each is done, its rate, and how long it took or still takes. */
export function StageTable({ stages }: { stages: readonly Stage[] }) {
  return (
    <table className="tbl stages">
      <thead>
        <tr>
          <th className="c-name">stage</th>
          <th className="c-bar">state</th>
          <th className="c-done num">done</th>
          <th className="c-rate num">rate</th>
          <th className="c-time num">time</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.name}>
            <td className="c-name">{stage.name}</td>
            <td className="c-bar">
              <State stage={stage} />
            </td>
            <td className="c-done num">{countsOf(stage)}</td>
            <td className="c-rate num sec">{rateOf(stage)}</td>
            <td className="c-time num sec">{timeOf(stage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function State({ stage }: { stage: Stage }) {
  if (stage.status === 'running')
    return <Progress share={stage.total > 0 ? stage.done / stage.total : 0} label={stage.name} />
  if (stage.status === 'failed')
    return <span className="bad">failed: {stage.error ?? 'no reason was recorded'}</span>
  if (stage.status === 'succeeded') return <span className="ok">finished</span>
  return <span className="dim">{stage.status}</span>
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
