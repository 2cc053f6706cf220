'use client'

import { useEffect } from 'react'
import { TokenTip } from '@/app/_ui/examples/token-tip'
import { ExampleGroupSchema, type ExampleView, type Feature } from '@/lib/api/feature'
import { formatActivation, formatCount, formatRange, formatSigned } from '@/lib/api/format'
import { activationLevel, LEVELS } from '@/lib/api/levels'
import { Choice } from './choice'
import { ExampleGroup } from './example-group'
import { useExamples } from './use-examples'
import { useView } from './use-view'
import type { View } from './view'

/** Where it fired: the strongest, then each interval of activation, then anywhere. */
export function Examples(props: {
  dictionary: string
  index: number
  maximum: number
  /** Tokens the analysis saw. */
  tokens: number
  top: readonly ExampleView[]
  groups: { intervals: Feature['intervals']; random: number }
  layout: View['layout']
  loss: View['loss']
}) {
  const { maximum, top } = props
  const [layout, chooseLayout] = useView('layout', props.layout)
  const [loss, chooseLoss] = useView('loss', props.loss)
  const { stateOf, load } = useExamples(props.dictionary, props.index, top)
  const dead = top.length === 0 && props.groups.random === 0

  // windows of the first group are all the page brought along
  useEffect(() => {
    if (layout === 'whole') load('top')
  }, [layout, load])

  const group = (name: string, title: string, level: number, remark: string, expected: number) => {
    const key = ExampleGroupSchema.parse(name)
    return (
      <ExampleGroup
        key={name}
        id={/^\d/.test(name) ? `i${name}` : `g-${name}`}
        level={level}
        title={title}
        remark={remark}
        expected={expected}
        state={stateOf(key)}
        maximum={maximum}
        layout={layout}
        loss={loss}
        load={() => load(key)}
      />
    )
  }

  return (
    <section className="pane exs" aria-labelledby="p-ex">
      <header>
        <h2 id="p-ex">Examples</h2>
        {!dead && <Legend maximum={maximum} />}
        <span className="segs">
          <Choice
            label="Layout"
            value={layout}
            choices={[
              ['window', 'window'],
              ['whole', 'whole'],
            ]}
            choose={chooseLayout}
          />
          <Choice
            label="Underline"
            value={loss}
            choices={[
              ['on', 'Δloss'],
              ['off', 'off'],
            ]}
            choose={chooseLoss}
          />
        </span>
      </header>
      {dead ? (
        <div className="empty">
          <p>
            <b>No firing on {formatCount(props.tokens)} tokens</b>, so there is no example.
          </p>
        </div>
      ) : (
        <>
          <div className="exhead" aria-hidden="true">
            <span className="num">act.</span>
            <span />
            <span className="num">Δloss</span>
            <span className="num">same</span>
          </div>
          {top.length > 0 && group('top', 'Top', LEVELS, topRemark(top), top.length)}
          {top.length > 0 &&
            props.groups.intervals.map((interval) =>
              group(
                String(interval.interval),
                `Interval ${interval.interval}`,
                activationLevel(interval.high, maximum),
                intervalRemark(interval),
                interval.examples,
              ),
            )}
          {props.groups.random > 0 &&
            group('random', 'Random', 0, 'any tokens, firing or not', props.groups.random)}
        </>
      )}
      <TokenTip maximum={maximum} />
    </section>
  )
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

function Legend({ maximum }: { maximum: number }) {
  return (
    <span className="legend dim">
      <span className="sr">Legend: ground from 0 to {formatActivation(maximum)}, </span>
      <span className="ramp" aria-hidden="true">
        {Array.from({ length: LEVELS }, (_, at) => at + 1).map((level) => (
          <i key={level} style={{ background: `var(--act-${level})` }} />
        ))}
      </span>
      0 to {maximum.toFixed(1)} <span className="u-help">helps</span> <span className="u-hurt">hurts</span>
    </span>
  )
}
