'use client'

import { useMemo, useRef } from 'react'
import type { FeatureRef } from '@/app/_ui/data/queries/feature'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { ActivationsPane } from './activations/activations-pane'
import { TokensPane } from './activations/tokens-pane'
import { Examples } from './examples/examples'
import { TestPane } from './examples/test-pane'
import { LogitsPane } from './output/logits-pane'
import { NearestPane } from './output/nearest-pane'
import { NeuronsPane } from './output/neurons-pane'
import { LabelsPane } from './people/labels-pane'
import { NotesPane } from './people/notes-pane'
import { RubricPane } from './people/rubric-pane'
import { ProvenancePane } from './provenance-pane'
import { useKeptScroll } from './use-kept-scroll'

/** A side column: on a wide screen it stays beside the examples and scrolls by itself. */
const SIDE =
  'min-w-0 max-md:contents xl:sticky xl:top-bar xl:max-h-[calc(100dvh-var(--spacing-bar)-var(--spacing-foot))] xl:overflow-y-auto xl:[scrollbar-width:thin] print:static print:block print:max-h-none print:overflow-visible'
/** A part of a column that a tab of the phone leads to; there parts have an order of their own. */
const PART = 'border-line max-md:scroll-mt-9.5 not-first:border-t max-md:border-t-4 max-md:border-t-canvas'

/**
 * The panes of a feature: input, examples, output. On a narrower window output goes below input; on a phone all stand below one
 * another, and what loads late comes after the examples, so that it moves nothing that a reader jumped to.
 */
export function FeatureColumns(props: {
  feature: Feature
  of: FeatureRef
  keptTokens: number
  place: FeaturePlace
  top: readonly ExampleView[]
  leastTop: number
}) {
  const { feature, of, top } = props
  const input = useRef<HTMLDivElement>(null)
  const output = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  useKeptScroll(page, [input, output])
  const samples = useMemo(() => samplesOf(top), [top])
  return (
    <div
      ref={page}
      className="grid items-start bg-surface max-md:flex max-md:flex-col max-md:items-stretch md:grid-cols-[minmax(19rem,2fr)_minmax(0,4fr)] xl:grid-cols-[var(--spacing-side)_minmax(0,1fr)_var(--spacing-side)] print:grid print:grid-cols-2 print:gap-x-4"
    >
      <div className={SIDE} ref={input}>
        <div id="input" className={PART}>
          <ActivationsPane feature={feature} />
          <TokensPane
            of={of}
            tokens={feature.tokens}
            kept={props.keptTokens}
            distinct={feature.distinctTokens}
          />
        </div>
        <div className={`${PART} max-md:order-3`}>
          <NeuronsPane feature={feature} />
          {feature.kind !== 'neurons' && <NearestPane of={of} neighbours={feature.neighbours} />}
        </div>
      </div>
      <div
        id="examples"
        className="min-h-full min-w-0 max-md:scroll-mt-9.5 border-line max-md:order-1 max-md:border-t-4 max-md:border-t-canvas md:col-start-2 md:row-span-2 md:row-start-1 md:border-s xl:row-span-1 xl:border-e print:col-span-2 print:col-start-1 print:row-start-2 print:border-0"
      >
        <TestPane of={of} maximum={feature.maxActivation} samples={samples} />
        <Examples feature={feature} of={of} top={top} leastTop={props.leastTop} />
      </div>
      <div className={`${SIDE} border-line max-xl:border-t xl:border-t-0`} ref={output}>
        <div id="output" className={`${PART} max-md:order-2`}>
          <LogitsPane feature={feature} />
        </div>
        <div id="meaning" className={`${PART} max-md:order-4`}>
          <LabelsPane dictionary={feature.dictionary} index={feature.index} />
          <NotesPane dictionary={feature.dictionary} index={feature.index} />
          <div className="print:hidden">
            <RubricPane dictionary={feature.dictionary} index={feature.index} />
          </div>
          <ProvenancePane feature={feature} place={props.place} />
        </div>
      </div>
    </div>
  )
}

/** Texts to test: the strongest examples are what a reader changes word by word. */
function samplesOf(top: readonly ExampleView[]) {
  const texts = top.slice(0, 2).map(({ tokens, special = [] }) =>
    tokens
      .filter((_, at) => !special.includes(at))
      .join('')
      .replaceAll('\ufffd', '')
      .trim(),
  )
  const names = ['its strongest example', 'the next one']
  return texts.flatMap((text, at) => (text === '' ? [] : [{ name: names[at], text }]))
}
