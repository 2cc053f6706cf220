import type { RunState, StageState } from '@/lib/db/run-list'
import { formatCounted, formatNumber, formatSeconds } from '../ui/numbers'
import type { Progress } from '../ui/progress'

/**
 * Returns what shows the stages of a run from one look at it to the next: each stage begins once and ends once with its
 * figures, also one that began and ended between two looks. Stages that had ended before `since` are said in one line.
 */
export function stageDisplay(progress: Progress, since: Date): (run: RunState) => void {
  const ended = new Set<string>()
  let shown: string | undefined
  let isFirst = true

  const begin = (run: RunState, stage: StageState) => {
    if (shown === stage.name) return
    shown = stage.name
    if (run.stages[run.stages.indexOf(stage) - 1]?.name === 'publish')
      progress.note(`run ${run.id} is published, the pages show it; what follows is added to it`)
    const { name, unit, total } = stage
    progress.phase(`run ${run.id} ${name}, ${formatCounted(total, unit)}`, {
      run: run.id,
      stage: name,
      total,
      unit,
    })
  }

  return (run) => {
    if (isFirst) {
      isFirst = false
      const before = run.stages.filter(
        ({ status, finishedAt }) => isOver(status) && isBefore(finishedAt, since),
      )
      for (const { name } of before) ended.add(name)
      const next = run.stages[before.length]
      progress.note(
        `run ${run.id}, ${run.title}${before.length > 0 && next ? `: goes on at ${next.name}` : ''}`,
      )
    }
    for (const stage of run.stages) {
      if (ended.has(stage.name)) continue
      if (isOver(stage.status) && stage.total === 0) {
        // The kind of dictionary leaves nothing to do here.
        ended.add(stage.name)
        continue
      }
      if (isOver(stage.status) || stage.status === 'failed') {
        begin(run, stage)
        ended.add(stage.name)
        progress.end({
          text: figuresOf(stage),
          complete: stage.status === 'succeeded',
          details: plain(stage),
        })
        continue
      }
      if (stage.status !== 'running' || stage.total <= 0) continue
      begin(run, stage)
      progress.update({
        done: stage.done,
        total: stage.total,
        unit: stage.unit,
        ...(stage.rate !== null && { rate: stage.rate }),
        ...(stage.etaSeconds !== null && { eta: stage.etaSeconds }),
      })
    }
  }
}

const isOver = (status: StageState['status']) => status === 'succeeded'
const isBefore = (time: Date | null, since: Date) => time !== null && time.getTime() < since.getTime()

/** Returns what a stage did, in which time: "1,000,038 tokens in 1m08s, 14.7k/s". */
function figuresOf(stage: StageState): string {
  if (stage.status === 'failed') return `failed: ${stage.error ?? 'no reason was recorded'}`
  const seconds = secondsOf(stage)
  const isTelling = stage.rate !== null && stage.rate >= 1 && seconds !== null && seconds >= 1
  const rate = isTelling ? `, ${formatNumber(stage.rate)}/s` : ''
  const took = seconds === null ? '' : ` in ${formatSeconds(seconds)}${rate}`
  return `${formatCounted(stage.done, stage.unit)}${took}`
}

function plain(stage: StageState): Record<string, unknown> {
  const { name, status, done, total, unit, rate, error } = stage
  return { stage: name, status, done, total, unit, rate, error, seconds: secondsOf(stage) }
}

function secondsOf({ startedAt, finishedAt }: StageState): number | null {
  return startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : null
}
