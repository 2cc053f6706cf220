'use client'

import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import type { FeatureRef } from '@/app/_ui/data/queries/feature'
import { TokenTip } from '@/app/_ui/examples/token-tip'
import { Term } from '@/app/_ui/glossary/term'
import { Empty } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import { selectedIndex } from '@/lib/view/example-window'
import { formatCount } from '@/lib/view/format'
import { BinGroup } from '../activations/bin-examples'
import { useBins } from '../activations/bins'
import { VIEW } from '../view'
import { ExampleGroup } from './example-group'
import { ExampleChoices, Legend } from './examples-head'
import { groupHeads } from './group-heads'
import { MeasureEffects } from './measure-effects'
import { GROUPS, HEAD } from './row-styles'
import { useExampleGroups } from './use-example-groups'

/** Examples of a feature: the strongest, then each interval, then random tokens; or one bin of the histogram. */
export function Examples(props: {
  feature: Feature
  of: FeatureRef
  /** The strongest examples that came with the page, each with only the tokens that a line shows. */
  top: readonly ExampleView[]
  /** Activation of the last of the strongest. */
  leastTop: number
}) {
  const { feature, of, top, leastTop } = props
  const maximum = feature.maxActivation
  const [layout] = useQueryState('layout', VIEW.layout)
  const [lines] = useQueryState('lines', VIEW.lines)
  const [loss] = useQueryState('loss', VIEW.loss)
  const heads = useMemo(() => groupHeads(feature, leastTop), [feature, leastTop])
  const names = useMemo(() => heads.map(({ name }) => name), [heads])
  const { groups, onNear } = useExampleGroups({
    feature: of,
    top,
    isTopWhole: top.length === feature.topExamples,
    names,
    layout,
  })
  const { chosen } = useBins()
  const look = useMemo(() => ({ feature: of, layout, loss }), [of, layout, loss])
  const dead = heads.length === 0
  const unmeasured =
    feature.ablation === 'sequence' ? top.filter(hasNoEffect).map(({ sequence }) => sequence) : []

  return (
    <Pane
      titleId="p-ex"
      title={<Term name="example">Examples</Term>}
      remark={dead ? undefined : <Legend maximum={maximum} />}
      actions={dead ? undefined : <ExampleChoices />}
      className={lines === 'hidden' ? 'nolines print:break-inside-auto' : 'print:break-inside-auto'}
    >
      {dead ? (
        <Empty>
          <p>
            <b>No firing on {formatCount(feature.analysis.tokens)} tokens</b>, so there is no example.
          </p>
        </Empty>
      ) : (
        <>
          {feature.ablation === 'sequence' && (
            <Note className="pb-2">
              Attention follows {feature.hook}, so <Term name="lossEffect">Δloss</Term> includes effects of
              the feature at earlier tokens, and each example takes a pass over its whole sequence.{' '}
              {unmeasured.length === 0
                ? 'It is measured for the top examples.'
                : `It is measured for ${top.length - unmeasured.length} of the ${top.length} strongest.`}{' '}
              <MeasureEffects of={of} sequences={unmeasured} />
            </Note>
          )}
          <div className={HEAD}>
            <span className="text-right" aria-hidden="true">
              active
            </span>
            <span />
            <span className="text-right">
              <Term name="lossEffect">Δloss</Term>
            </span>
            <span className="text-right">
              <Term name="repeats">repeats</Term>
            </span>
            <span>
              <Term name="heldOut">◇ held out</Term>, <Term name="firstToken">⇤ first</Term>
            </span>
          </div>
          <div className={GROUPS}>
            {chosen ? (
              <BinGroup maximum={maximum} look={look} />
            ) : (
              heads.map(({ name, ...head }) => (
                <ExampleGroup
                  key={name}
                  {...head}
                  {...(groups.get(name) ?? NOTHING_YET)}
                  maximum={maximum}
                  look={look}
                  onNear={() => onNear(name)}
                />
              ))
            )}
          </div>
        </>
      )}
      <TokenTip maximum={maximum} />
    </Pane>
  )
}

/** Returns true if an example's token fires and has no effect; a token with no next one cannot have any. */
function hasNoEffect(example: ExampleView): boolean {
  const at = selectedIndex(example)
  return example.lossEffects[at] === null && at + 1 < example.tokens.length
}

const NOTHING_YET = { items: undefined, isLoading: true }
