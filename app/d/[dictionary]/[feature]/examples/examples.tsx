'use client'

import { useQueryState } from 'nuqs'
import { useEffect, useMemo } from 'react'
import { TokenTip } from '@/app/_ui/examples/token-tip'
import { Term } from '@/app/_ui/glossary/term'
import { type ExampleGroupName, groupName } from '@/lib/contract/example-groups'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatRange, formatSigned } from '@/lib/view/format'
import { activationLevel, LEVELS } from '@/lib/view/levels'
import { BinGroup } from '../activations/bin-examples'
import { useBins } from '../activations/bins'
import { VIEW } from '../view'
import { ExampleGroup } from './example-group'
import { ExamplesHead } from './examples-head'
import { useExamples } from './use-examples'
import './examples.css'

interface Props {
  dictionary: string
  index: number
  maximum: number
  /** Number of tokens that were analysed. */
  tokens: number
  top: readonly ExampleView[]
  groups: { intervals: Feature['intervals']; random: number }
  ablation: Feature['ablation']
  hook: string
}

/** Examples of a feature: the strongest, then each interval, then random tokens; or one bin of the histogram. */
export function Examples(props: Props) {
  const { dictionary, index, maximum, top } = props
  const [layout, chooseLayout] = useQueryState('layout', VIEW.layout)
  const [lines, chooseLines] = useQueryState('lines', VIEW.lines)
  const [loss, chooseLoss] = useQueryState('loss', VIEW.loss)
  const { stateOf, load } = useExamples(dictionary, index, top)
  const { chosen } = useBins()
  const look = useMemo(() => ({ dictionary, index, layout, loss }), [dictionary, index, layout, loss])
  const dead = top.length === 0 && props.groups.random === 0

  // the page came with only the windows of the first group
  useEffect(() => {
    if (layout === 'whole') load('top')
  }, [layout, load])

  return (
    <section className={lines === 'hidden' ? 'pane exs nolines' : 'pane exs'} aria-labelledby="p-ex">
      <ExamplesHead
        maximum={dead ? null : maximum}
        layout={layout}
        chooseLayout={chooseLayout}
        lines={lines}
        chooseLines={chooseLines}
        loss={loss}
        chooseLoss={chooseLoss}
      />
      {props.ablation === 'sequence' && !dead && (
        <p className="note far-effects">
          Attention follows {props.hook}, so <Term name="lossEffect">Δloss</Term> includes effects of the
          feature at earlier tokens. It is stored for the top examples only.
        </p>
      )}
      {dead ? (
        <div className="empty">
          <p>
            <b>No firing on {formatCount(props.tokens)} tokens</b>, so there is no example.
          </p>
        </div>
      ) : (
        <>
          <div className="exhead">
            <span className="num" aria-hidden="true">
              act.
            </span>
            <span />
            <span className="num">
              <Term name="lossEffect">Δloss</Term>
            </span>
            <span className="num">
              <Term name="repeats">same</Term>
            </span>
            <span>
              <Term name="heldOut">◇ held out</Term>
            </span>
          </div>
          {chosen ? (
            <BinGroup maximum={maximum} look={look} />
          ) : (
            groupsOf(props).map(({ name, ...group }) => (
              <ExampleGroup
                key={name}
                {...group}
                state={stateOf(name)}
                maximum={maximum}
                look={look}
                load={() => load(name)}
              />
            ))
          )}
        </>
      )}
      <TokenTip maximum={maximum} />
    </section>
  )
}

interface GroupHead {
  readonly name: ExampleGroupName
  readonly id: string
  readonly level: number
  readonly title: string
  readonly remark: string
  readonly expected: number
}

function groupsOf({ top, maximum, groups }: Props): GroupHead[] {
  const list: GroupHead[] = []
  if (top.length > 0) {
    list.push({
      name: 'top',
      id: 'g-top',
      level: LEVELS,
      title: 'Top',
      remark: topRemark(top),
      expected: top.length,
    })
    for (const interval of groups.intervals)
      list.push({
        name: groupName(interval.interval),
        id: `i${interval.interval}`,
        level: activationLevel(interval.high, maximum),
        title: `Interval ${interval.interval}`,
        remark: intervalRemark(interval),
        expected: interval.examples,
      })
  }
  if (groups.random > 0)
    list.push({
      name: 'random',
      id: 'g-random',
      level: 0,
      title: 'Random',
      remark: 'random tokens, active or not',
      expected: groups.random,
    })
  return list
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
