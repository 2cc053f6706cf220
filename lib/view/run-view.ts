import type { Run, Stage } from '@/lib/contract/schemas'
import { formatDuration, formatRate } from './duration'
import { formatCount } from './format'

/** Returns the stage that is running, else the stage that failed, else null. */
export function currentStage(run: Run): Stage | null {
  return (
    run.stages.find((stage) => stage.status === 'running') ??
    run.stages.find((stage) => stage.status === 'failed') ??
    null
  )
}

/** Returns where a run is: "stage 3 of 9, harvest, 113 of 130 sequences". */
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

/** Returns how fast a stage is: "13 750 tokens/s, 50 s left in this stage"; empty if the rate is unknown. */
export function paceOf(stage: Stage | null): string {
  if (!stage || stage.rate === null) return ''
  const left = stage.etaSeconds === null ? '' : `, ${formatDuration(stage.etaSeconds)} left in this stage`
  return `${formatRate(stage.rate, stage.unit)}${left}`
}

/** Returns true if a run is waiting or running. */
export function isLive(run: Run): boolean {
  return run.status === 'running' || run.status === 'queued'
}

/** Returns a text that changes when a run appears, ends or is published, so that pages must be rendered again. */
export function signatureOf(runs: readonly Run[]): string {
  return runs.map((run) => `${run.id}:${run.status}`).join(' ')
}

/** Number of dictionaries that a name says; the others are counted. */
const NAMED = 3

/** Returns the name of a run, with what tells it from other runs of the model: "Analyse one-layer-a: a0, a2". */
export function runName({ title, dictionaries }: Pick<Run, 'title' | 'dictionaries'>): string {
  if (dictionaries.length === 0) return title
  const names = dictionaries.map((slug) => slug.slice(slug.lastIndexOf('.') + 1))
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return `${title}: ${names.slice(0, NAMED).join(', ')}${more}`
}
