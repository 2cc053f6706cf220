import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { cn } from '@/app/_ui/kit/cn'
import { Pane } from '@/app/_ui/kit/pane'
import type { Quality, QualityMetrics } from '@/lib/contract/quality'
import { formatCount, formatFixed, formatPercent, formatSignificant, UNKNOWN } from '@/lib/view/format'
import { measuredTokensSaid } from '@/lib/view/measured'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'
import { share } from './share'

/** Every metric; its name opens its definition, and its group says how much text it was measured on. */
export function Figures({ quality, metrics: m }: { quality: Quality; metrics: QualityMetrics }) {
  const { dictionary } = quality
  const seen = `${formatCount(dictionary.tokens)} tokens seen`
  const features = `${formatCount(dictionary.size)} features`
  const measured = measuredTokensSaid(m.measuredTokens, m.measuredOn)
  const predictions = `${formatCount(m.predictedTokens ?? m.measuredTokens)} predictions`
  const isNeurons = dictionary.kind === 'neurons'
  const recovered = (value: number | null) => recoveredText(recoveredSense(isNeurons, value), value)
  return (
    <div className="grid grid-cols-1 border-b border-line md:grid-cols-2 xl:grid-cols-4">
      <Group title="Loss" remark={predictions}>
        <Figure term="loss" name="Model" value={nats(m.ceBase)} />
        <Figure term="ceSae" name="Reconstructed" value={nats(m.ceSae)} />
        <Figure term="ceMean" name="Hook at its mean" value={nats(m.ceMean)} />
        <Figure term="ceZero" name="Hook at zero" value={nats(m.ceZero)} />
        <Figure term="lossRecovered" name="Recovered, against zero" value={recovered(m.ceRecovered)} main />
        <Figure
          term="lossRecoveredMean"
          name="Recovered, against mean"
          value={recovered(m.ceRecoveredMean)}
        />
      </Group>
      <Group title="Predictions" remark={predictions}>
        <Figure term="kl" name="KL, reconstructed" value={nats(m.klSae)} />
        <Figure term="kl" name="KL, hook at zero" value={nats(m.klZero)} />
        <Figure
          term="klScore"
          name="KL score"
          value={isNeurons ? 'by construction' : share(m.klScore)}
          main
        />
      </Group>
      <Group title="Reconstruction" remark={measured}>
        <Figure
          term="explainedVariance"
          name="Explained variance"
          value={varianceText(isNeurons, m.explainedVariance)}
          main
        />
        <Figure term="mse" name="Mean squared error" value={formatSignificant(m.mse)} />
        <Figure term="normalisedMse" name="Error ÷ squared norm" value={formatFixed(m.normalisedMse, 3)} />
        <Figure term="l0" name="L0" value={formatFixed(m.l0, 1)} main />
      </Group>
      <Group title="Features" remark={`${features}, ${seen}`}>
        <Figure term="deadFraction" name="Dead" value={share(m.deadFraction)} main />
        <Figure term="ultralow" name="Ultralow density" value={share(m.ultralowFraction)} />
        <Figure term="dense" name="Dense" value={share(m.denseFraction)} />
        <Figure term="density" name="Median density" value={formatPercent(m.medianDensity)} />
        <Figure term="singleToken" name="Single-token, of live ones" value={share(m.singleTokenFraction)} />
        <Figure
          term="encoderCosine"
          name="Encoder · decoder, median"
          value={formatFixed(m.encoderDecoderCosine?.median, 3)}
        />
      </Group>
    </div>
  )
}

function Group({ title, remark, children }: { title: string; remark: string; children: ReactNode }) {
  return (
    <Pane
      titleId={`q-${title.toLowerCase()}`}
      title={title}
      remark={remark}
      className="last:border-b-0 md:border-b-0 md:px-6 md:even:border-l md:max-xl:nth-[n+3]:border-t xl:not-first:border-l"
    >
      <dl className="divide-y divide-line">{children}</dl>
    </Pane>
  )
}

function Figure(props: { term: TermName; name: string; value: string; main?: boolean }) {
  return (
    <div
      className={cn(
        'flex justify-between gap-3 leading-6 text-ink-2 max-md:leading-7',
        props.main && 'font-semibold text-ink',
      )}
    >
      <dt>
        <Term name={props.term}>{props.name}</Term>
      </dt>
      <dd className={cn('whitespace-nowrap', !props.main && 'text-ink')}>{props.value}</dd>
    </div>
  )
}

const nats = (value: number | null) => (value === null ? UNKNOWN : `${formatFixed(value, 3)} nats`)
