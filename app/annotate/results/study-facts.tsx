import type { ReactNode } from 'react'
import { Pane } from '@/app/_ui/kit/pane'
import { When } from '@/app/_ui/when'
import type { StudySettingsView, StudySummary } from '@/lib/contract/study-results'
import { formatCount, formatFixed } from '@/lib/view/format'
import { ROLE_NAME } from './roles'

const SAMPLING = {
  uniform: 'every feature with equal chance',
  density: 'by firings',
  mass: 'by activation mass',
} as const

/** Shows how the study was made, and who scored it. */
export function StudyFacts({ study, summary }: { study: StudySettingsView; summary: StudySummary }) {
  return (
    <Pane
      titleId="p-study"
      title="Study"
      remark={
        <>
          closed <When at={study.closedAt} as="moment" /> by {study.closedBy}
        </>
      }
      className="md:px-6"
    >
      <dl>
        {study.sources.map((source) => (
          <Fact key={source.dictionary} name={ROLE_NAME[source.role]}>
            <span className="font-mono text-12">{source.dictionary}</span>{' '}
            {source.role === 'control' && <span>{controlWords(source.shuffledWeights)}, </span>}
            <span className="text-ink-3">
              {formatCount(source.eligible)} of {formatCount(source.features)} could be drawn
            </span>
          </Fact>
        ))}
        <Fact name="Draw">
          {SAMPLING[study.sampling]}, {formatCount(study.itemsEach)} per dictionary, seed {study.seed}
        </Fact>
        <Fact name="Left out">
          fires on fewer than {formatCount(study.minFirings)} tokens, or raises fewer than ten tokens
        </Fact>
        <Fact name="Time">
          {seconds(summary.medianMilliseconds)} per scored item,{' '}
          {formatFixed(summary.totalMilliseconds / 60_000, 1)} min for all of them
        </Fact>
        {summary.annotators.map((one) => (
          <Fact key={one.annotator} name={one.annotator}>
            {formatCount(one.scored)} scored, {formatCount(one.skipped)} skipped,{' '}
            {seconds(one.medianMilliseconds)} per item
          </Fact>
        ))}
      </dl>
    </Pane>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2 border-t border-line py-1">
    <dt className="text-ink-3 wrap-anywhere">{name}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
)

/** Says what a control is: the shuffled weights of a model, or only a dictionary that somebody calls a control. */
function controlWords(shuffled: StudySettingsView['sources'][number]['shuffledWeights']): string {
  return shuffled
    ? `the weights of ${shuffled.of} shuffled with seed ${shuffled.seed}`
    : 'the author of the study calls it a control; its weights are not shuffled'
}

function seconds(milliseconds: number | null): string {
  return milliseconds === null ? '—' : `${formatFixed(milliseconds / 1000, 0)} s`
}
