import { KeyHints } from '@/app/_ui/key-hints'
import type { Annotation } from '@/lib/api/annotations'
import type { PackedExample } from '@/lib/api/example-pack'
import type { Feature, FeatureToken } from '@/lib/api/feature'
import type { Label } from '@/lib/api/labels'
import type { Marks } from '@/lib/api/marks'
import type { FeaturePlace } from '@/lib/db/queries/feature-order'
import { ActivationsPane } from './activations-pane'
import { BinsProvider } from './bins'
import { Examples } from './examples'
import { FeatureHead } from './feature-head'
import { FeatureKeys } from './feature-keys'
import { JumpTabs } from './jump-tabs'
import { LabelsPane } from './labels-pane'
import { LogitsPane } from './logits-pane'
import { MeaningProvider } from './meaning'
import { NearestPane } from './nearest-pane'
import { NeuronsPane } from './neurons-pane'
import { NotesPane } from './notes-pane'
import { ProvenancePane } from './provenance-pane'
import { RubricPane } from './rubric-pane'
import { TestPane } from './test-pane'
import { FIRST_TOKENS } from './token-orders'
import { TokensPane } from './tokens-pane'
import type { View } from './view'
import './css/page.css'

/** The page of one feature: what makes it fire, where it fired, what it does, what it means. */
export function FeaturePage(props: {
  feature: Feature
  place: FeaturePlace
  view: View
  top: readonly PackedExample[]
  labels: readonly Label[]
  annotations: readonly Annotation[]
  marks: Marks
}) {
  const { feature, view } = props
  return (
    <BinsProvider
      dictionary={feature.dictionary}
      index={feature.index}
      histogram={feature.histogram}
      initial={view.bin}
    >
      <MeaningProvider
        dictionary={feature.dictionary}
        index={feature.index}
        labels={props.labels}
        annotations={props.annotations}
        marks={props.marks}
      >
        <main id="main" className="feature">
          <FeatureHead feature={feature} place={props.place} order={view.order} />
          <JumpTabs />
          <div className="cols">
            <div className="col side" id="input">
              <ActivationsPane feature={feature} bars={view.bars} />
              <TokensPane
                dictionary={feature.dictionary}
                index={feature.index}
                tokens={firstTokens(feature.tokens).map(shortToken)}
                kept={feature.tokens.length}
                distinct={feature.distinctTokens}
                sort={view.tokens}
              />
              <NeuronsPane neurons={firstNeurons(feature.neurons)} hook={feature.hook} />
              {feature.kind !== 'neurons' && (
                <NearestPane
                  dictionary={feature.dictionary}
                  index={feature.index}
                  neighbours={feature.neighbours}
                  view={view.near}
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
                layout={view.layout}
                lines={view.lines}
                loss={view.loss}
              />
            </div>
            <div className="col side" id="output">
              <LogitsPane logits={listedLogits(feature.logits)} hook={feature.hook} />
              <LabelsPane dictionary={feature.dictionary} index={feature.index} />
              <NotesPane />
              <RubricPane dictionary={feature.dictionary} index={feature.index} />
              <ProvenancePane feature={feature} place={props.place} />
            </div>
          </div>
          <FeatureKeys place={props.place} dictionary={feature.dictionary} order={view.order} />
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

const DIGITS = 4
/** Logit tokens a side that are shown; the rest is in the JSON. */
const LOGITS = 10

function listedLogits({ positive, negative, histogram }: Feature['logits']): Feature['logits'] {
  const { edges, counts } = histogram
  const first = (tokens: Feature['logits']['positive']) =>
    tokens.slice(0, LOGITS).map((token) => ({ ...token, value: short(token.value) }))
  return {
    positive: first(positive),
    negative: first(negative),
    histogram: { edges: edges.map(short), counts },
  }
}

/** Neurons a list shows. */
const NEURONS = 3

function firstNeurons(neurons: Feature['neurons']): Feature['neurons'] {
  if (neurons === null) return null
  const { aligned, correlated, tokens } = neurons
  return {
    tokens,
    aligned: aligned
      .slice(0, NEURONS)
      .map(({ neuron, weight, l1Share }) => ({ neuron, weight: short(weight), l1Share: short(l1Share) })),
    correlated: correlated.slice(0, NEURONS).map(({ neuron, pearson, cosine }) => ({
      neuron,
      pearson: short(pearson),
      cosine: cosine === null ? null : short(cosine),
    })),
  }
}

/** The tokens that are first in any of their orders; all of them are asked for when they are wanted. */
function firstTokens(tokens: readonly FeatureToken[]): FeatureToken[] {
  const first = (['share', 'mean', 'max'] as const).flatMap((order) =>
    tokens.toSorted((a, b) => b[order] - a[order]).slice(0, FIRST_TOKENS),
  )
  return tokens.filter((token) => first.includes(token))
}

const short = (value: number) => Number(value.toPrecision(DIGITS))

/** Figures with the digits that the pane shows, so that fewer travel. */
function shortToken(token: FeatureToken): FeatureToken {
  return {
    ...token,
    share: short(token.share),
    mean: short(token.mean),
    max: short(token.max),
    precision: token.precision === null ? null : short(token.precision),
  }
}
