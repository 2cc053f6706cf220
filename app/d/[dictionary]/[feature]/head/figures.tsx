'use client'

import { type ReactNode, useState } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { Button } from '@/app/_ui/kit/button'
import { STATS, Stat } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import {
  formatActivation,
  formatCount,
  formatFixed,
  formatOneIn,
  formatPercent,
  formatSigned,
} from '@/lib/view/format'
import { HeadRubric } from '../people/rubric-total'
import { HeadLabelScore } from './label-score'

/** The statistics of a feature. A phone shows four, and the rest on demand. */
export function Figures({ feature }: { feature: Feature }) {
  const [isAll, setAll] = useState(false)
  const more = isAll ? '' : 'max-md:hidden print:block'
  const isDead = feature.count === 0
  const on = { dictionary: feature.dictionary, feature: feature.index }
  return (
    <>
      <dl
        className={`${STATS} max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:[&_dd]:whitespace-normal`}
      >
        <Figure name="Density" term="density" small={isDead ? 'never active' : formatOneIn(feature.density)}>
          {formatPercent(feature.density)}
        </Figure>
        <Figure name="Maximum" term="maximum">
          {isDead ? '—' : formatActivation(feature.maxActivation)}
        </Figure>
        <HeadLabelScore on={on} />
        <HeadRubric on={on} />
        <Figure name="Mean when active" term="mean" className={more}>
          {formatActivation(feature.meanActivation)}
        </Figure>
        <Figure
          name="Distinct tokens"
          term="distinctTokens"
          className={more}
          small={`of ${formatCount(feature.vocabulary)}`}
        >
          {formatCount(feature.distinctTokens)}
        </Figure>
        <Figure name="Same token in top 20" term="singleTokenShare" className={more}>
          {formatPercent(feature.singleTokenShare, 2)}
        </Figure>
        <Figure name="Loss effect" term="meanLossEffect" className={more} small={lossWords(feature)}>
          {formatSigned(feature.lossEffect, 3)}
        </Figure>
        {feature.firstTokenShare === null ? null : (
          <Figure name="On first tokens" term="firstToken" className={more} small="of its firings">
            {formatPercent(feature.firstTokenShare, 2)}
          </Figure>
        )}
        <Figure name="Encoder bias" term="encoderBias" className={more}>
          {formatFixed(feature.encoderBias, 3)}
        </Figure>
        {feature.studyScore ? (
          <Figure
            name="Blind score"
            term="rubric"
            className={more}
            small={`of ${RUBRIC_MAXIMUM}, mean of ${formatCount(feature.studyScore.scores)}`}
          >
            {formatFixed(feature.studyScore.score, 1)}
          </Figure>
        ) : null}
      </dl>
      <Button
        variant="quiet"
        className="mt-1 -ml-2.5 hidden max-md:inline-flex print:hidden"
        aria-expanded={isAll}
        onClick={() => setAll(!isAll)}
      >
        {isAll ? 'Fewer figures' : 'All figures'}
      </Button>
    </>
  )
}

/** Of what the loss effect is the mean. */
function lossWords({ lossEffect, lossEffectError, lossEffectMeasured, ablation }: Feature): string {
  if (lossEffect === null) return ablation === 'sequence' ? 'measured at examples only' : 'not measured'
  if (lossEffectMeasured === null) return 'nats, of the top examples'
  return lossEffectError === null ? 'nats' : `± ${lossEffectError.toFixed(3)} nats`
}

function Figure(props: {
  name: string
  term: TermName
  small?: string
  className?: string
  children: ReactNode
}) {
  return (
    <Stat className={props.className ?? ''} name={<Term name={props.term}>{props.name}</Term>}>
      {props.children} {props.small ? <small>{props.small}</small> : null}
    </Stat>
  )
}
