'use client'

import { useMemo } from 'react'
import { KeyHints } from '@/app/_ui/key-hints'
import type { Feature } from '@/lib/contract/feature'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { BinsProvider } from './activations/bins'
import { FeatureColumns } from './feature-columns'
import { FeatureHead } from './head/feature-head'
import { FeatureKeys } from './head/feature-keys'
import { JumpTabs } from './head/jump-tabs'
import { LabelEditing } from './people/editing'
import { type PackedExample, unpack } from './shortened'

/** The data that the page shows first. */
interface Props {
  /** The feature with the first entries of its lists; the rest is requested when a reader wants it. */
  readonly feature: Feature
  /** Number of tokens that the analysis keeps of the feature. */
  readonly keptTokens: number
  readonly place: FeaturePlace
  /** The strongest examples that are sent with the page, each with only the tokens that a line shows. */
  readonly top: readonly PackedExample[]
  /** Activation of the last of the strongest, which may not be among those sent. */
  readonly leastTop: number
}

/** The page of one feature: its activations, examples, effects, labels and notes. */
export function FeaturePage(props: Props) {
  const { feature } = props
  const { dictionary, index, analysis } = feature
  const of = useMemo(() => ({ dictionary, index, analysis: analysis.id }), [dictionary, index, analysis.id])
  const top = useMemo(() => props.top.map(unpack), [props.top])
  return (
    <BinsProvider of={of} histogram={feature.histogram}>
      <LabelEditing>
        <main id="main" className="print:[zoom:0.72]">
          <FeatureHead feature={feature} place={props.place} />
          <JumpTabs />
          <FeatureColumns
            feature={feature}
            of={of}
            keptTokens={props.keptTokens}
            place={props.place}
            top={top}
            leastTop={props.leastTop}
          />
          <FeatureKeys feature={feature} place={props.place} />
        </main>
        <KeyHints
          hints={[
            ['J K', 'next, previous feature'],
            ['R', 'random feature'],
            ['T', 'test a text'],
            ['L', 'edit label'],
            ['S', 'star'],
            ['A', 'add to a list'],
            ['1 – 6', 'pane'],
            ['?', 'all keys'],
          ]}
        />
      </LabelEditing>
    </BinsProvider>
  )
}
