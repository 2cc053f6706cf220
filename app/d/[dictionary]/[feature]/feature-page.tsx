'use client'

import { KeyHints } from '@/app/_ui/key-hints'
import type { Annotation } from '@/lib/contract/annotations'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import type { Label } from '@/lib/contract/labels'
import type { Marks } from '@/lib/contract/marks'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { ActivationsPane } from './activations/activations-pane'
import { BinsProvider } from './activations/bins'
import { TokensPane } from './activations/tokens-pane'
import { Examples } from './examples/examples'
import { TestPane } from './examples/test-pane'
import { FeatureHead } from './head/feature-head'
import { FeatureKeys } from './head/feature-keys'
import { JumpTabs } from './head/jump-tabs'
import { LogitsPane } from './output/logits-pane'
import { NearestPane } from './output/nearest-pane'
import { NeuronsPane } from './output/neurons-pane'
import { LabelsPane } from './people/labels-pane'
import { MeaningProvider } from './people/meaning'
import { NotesPane } from './people/notes-pane'
import { RubricPane } from './people/rubric-pane'
import { ProvenancePane } from './provenance-pane'
import './page.css'

/** The data that the page shows first. */
interface Props {
  /** The feature with the first entries of its lists; the rest is requested when a reader wants it. */
  readonly feature: Feature
  /** Number of tokens that the analysis keeps of the feature. */
  readonly keptTokens: number
  readonly place: FeaturePlace
  /** The strongest examples, each with only the tokens that a line shows. */
  readonly top: readonly ExampleView[]
  readonly labels: readonly Label[]
  readonly annotations: readonly Annotation[]
  readonly marks: Marks
}

/** The page of one feature: its activations, examples, effects, labels and notes. */
export function FeaturePage(props: Props) {
  const { feature } = props
  return (
    <BinsProvider
      dictionary={feature.dictionary}
      index={feature.index}
      analysis={feature.analysis.id}
      histogram={feature.histogram}
    >
      <MeaningProvider
        dictionary={feature.dictionary}
        index={feature.index}
        labels={props.labels}
        annotations={props.annotations}
        marks={props.marks}
      >
        <main id="main" className="feature">
          <FeatureHead feature={feature} place={props.place} />
          <JumpTabs />
          <div className="cols">
            <div className="col side" id="input">
              <ActivationsPane feature={feature} />
              <TokensPane
                dictionary={feature.dictionary}
                index={feature.index}
                tokens={feature.tokens}
                kept={props.keptTokens}
                distinct={feature.distinctTokens}
              />
              <NeuronsPane neurons={feature.neurons} hook={feature.hook} />
              {feature.kind !== 'neurons' && (
                <NearestPane
                  dictionary={feature.dictionary}
                  index={feature.index}
                  neighbours={feature.neighbours}
                />
              )}
            </div>
            <div className="col mid" id="examples">
              <TestPane
                dictionary={feature.dictionary}
                index={feature.index}
                maximum={feature.maxActivation}
              />
              <Examples
                dictionary={feature.dictionary}
                index={feature.index}
                maximum={feature.maxActivation}
                tokens={feature.analysis.tokens}
                top={props.top}
                groups={{ intervals: feature.intervals, random: feature.randomExamples }}
                ablation={feature.ablation}
                hook={feature.hook}
              />
            </div>
            <div className="col side" id="output">
              <LogitsPane feature={feature} />
              <LabelsPane dictionary={feature.dictionary} index={feature.index} />
              <NotesPane />
              <RubricPane dictionary={feature.dictionary} index={feature.index} />
              <ProvenancePane feature={feature} place={props.place} />
            </div>
          </div>
          <FeatureKeys place={props.place} dictionary={feature.dictionary} />
        </main>
        <KeyHints
          hints={[
            ['J K', 'previous, next feature'],
            ['R', 'random feature'],
            ['T', 'test a text'],
            ['L', 'edit label'],
            ['S', 'star'],
            ['A', 'add to a list'],
            ['1 – 6', 'pane'],
            ['?', 'all keys'],
          ]}
        />
      </MeaningProvider>
    </BinsProvider>
  )
}
