import type { Run, Stage } from '@/lib/contract/schemas'
import { formatDuration, formatRate } from './duration'
import { formatCount } from './format'

/** The stage a run is in: the running one, else the one that failed. */
export function currentStage(run: Run): Stage | null {
  return (
    run.stages.find((stage) => stage.status === 'running') ??
    run.stages.find((stage) => stage.status === 'failed') ??
    null
  )
}

/** "stage 3 of 9, harvest, 113 of 130 sequences": where a run is. */
export function placeOf(run: Run): string {
  const stage = currentStage(run)
  if (!stage) return run.status === 'queued' ? 'waiting for a worker' : 'between stages'
  const number = run.stages.indexOf(stage) + 1
  return `stage ${number} of ${run.stages.length}, ${stage.name}${countOf(stage)}`
}

function countOf(stage: Stage): string {
  if (stage.total <= 0) return ''
  return `, ${formatCount(stage.done)} of ${formatCount(stage.total)} ${stage.unit}`
}

/** "13 750 tokens/s, 50 s left in this stage"; empty when nothing is known. */
export function paceOf(stage: Stage | null): string {
  if (!stage || stage.rate === null) return ''
  const left = stage.etaSeconds === null ? '' : `, ${formatDuration(stage.etaSeconds)} left in this stage`
  return `${formatRate(stage.rate, stage.unit)}${left}`
}

/** Whether a run still changes. */
export function isLive(run: Run): boolean {
  return run.status === 'running' || run.status === 'queued'
}

/** What changes when pages should be made anew: a run appeared, ended or published. */
export function signatureOf(runs: readonly Run[]): string {
  return runs.map((run) => `${run.id}:${run.status}`).join(' ')
}
