import type { StudySettingsView, StudySummary } from '@/lib/contract/study-results'
import { formatCount, formatFixed } from '@/lib/view/format'
import { ROLE_NAME } from './groups'

const SAMPLING = {
  uniform: 'every feature with equal chance',
  density: 'by firings',
  mass: 'by activation mass',
} as const

/** Shows how the study was made, and who scored it. */
export function StudyFacts({ study, summary }: { study: StudySettingsView; summary: StudySummary }) {
  return (
    <section className="pane" aria-labelledby="p-study">
      <header>
        <h2 id="p-study">Study</h2>
        <span className="dim">
          closed {study.closedAt.slice(0, 10)} by {study.closedBy}
        </span>
      </header>
      <dl className="facts">
        {study.sources.map((source) => (
          <div key={source.dictionary}>
            <dt>{ROLE_NAME[source.role]}</dt>
            <dd>
              <span className="mono">{source.dictionary}</span>{' '}
              {source.role === 'control' && <span>{controlWords(source.shuffledWeights)}, </span>}
              <span className="dim">
                {formatCount(source.eligible)} of {formatCount(source.features)} could be drawn
              </span>
            </dd>
          </div>
        ))}
        <div>
          <dt>Draw</dt>
          <dd>
            {SAMPLING[study.sampling]}, {formatCount(study.itemsEach)} per dictionary, seed {study.seed}
          </dd>
        </div>
        <div>
          <dt>Left out</dt>
          <dd>
            active on fewer than {formatCount(study.minFirings)} tokens, or fewer than ten raised tokens
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>
            {seconds(summary.medianMilliseconds)} per item,{' '}
            {formatFixed(summary.totalMilliseconds / 60_000, 1)} min in all
          </dd>
        </div>
        {summary.annotators.map((one) => (
          <div key={one.annotator}>
            <dt>{one.annotator}</dt>
            <dd>
              {formatCount(one.scored)} scored, {formatCount(one.skipped)} skipped,{' '}
              {seconds(one.medianMilliseconds)} per item
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Says what a control is: the shuffled weights of a model, or only a dictionary that somebody calls a control. */
function controlWords(shuffled: StudySettingsView['sources'][number]['shuffledWeights']): string {
  return shuffled
    ? `the weights of ${shuffled.of} shuffled with seed ${shuffled.seed}`
    : 'the author of the study calls it a control; its weights are not shuffled'
}

function seconds(milliseconds: number | null): string {
  return milliseconds === null ? '—' : `${formatFixed(milliseconds / 1000, 0)} s`
}
