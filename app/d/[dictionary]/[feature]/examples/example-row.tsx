'use client'

import { memo } from 'react'
import { Kwic } from '@/app/_ui/examples/kwic'
import { windowAround } from '@/app/_ui/examples/kwic-window'
import { Strip } from '@/app/_ui/examples/strip'
import { useTokenStrip } from '@/app/_ui/examples/token-strip-events'
import type { ExampleView } from '@/lib/contract/feature'
import { exampleTokens, selectedIndex } from '@/lib/view/example-window'
import { formatActivation, formatCount, formatSigned } from '@/lib/view/format'
import { LOSS_MARK } from '@/lib/view/levels'
import type { GroupLook } from '../view'

/** One example: activation, text, loss effect at its token, occurrences of the window, and document. */
export const ExampleRow = memo(function ExampleRow(props: {
  example: ExampleView
  maximum: number
  look: GroupLook
}) {
  const { example, maximum } = props
  const { feature, layout, loss } = props.look
  const tokens = exampleTokens(example)
  const selected = selectedIndex(example)
  const whole = layout === 'whole' && tokens.length === example.length
  const { tabStop, handlers } = useTokenStrip({
    first: whole ? 0 : windowAround(tokens, selected).from,
    start: selected,
    describe: (index, anchor) => ({
      anchor,
      dictionary: feature.dictionary,
      id: example.tokenIds[index],
      token: tokens[index],
      activation: example.activations[index],
      lossEffect: example.lossEffects[index] ?? null,
      next: index + 1 < tokens.length ? { id: example.tokenIds[index + 1], token: tokens[index + 1] } : null,
      place: `token ${example.start + index} of sequence ${formatCount(example.sequence)}`,
      effects: { feature, sequence: example.sequence, position: example.start + index },
      document: example.document,
    }),
  })
  const effect = example.lossEffects[selected] ?? null
  const strip = {
    tokens,
    activations: example.activations,
    ...(loss === 'on' ? { lossEffects: example.lossEffects } : {}),
    selected,
    maximum,
    tabStop,
  }
  return (
    <li>
      <span>{formatActivation(example.activation)}</span>
      <span data-strip {...handlers}>
        {whole ? <Strip {...strip} /> : <Kwic {...strip} />}
      </span>
      <span className={effectColour(effect)}>{formatSigned(effect)}</span>
      <Repeats repeats={example.repeats} />
      <Source document={example.document} isFirst={example.isFirst} />
    </li>
  )
})

function effectColour(effect: number | null): string {
  if (effect === null || Math.abs(effect) < LOSS_MARK) return 'text-ink-3'
  return effect > 0 ? 'text-helps' : 'text-hurts'
}

function Repeats({ repeats }: { repeats: number | null }) {
  return (
    <span className="text-11 text-ink-3">
      {repeats !== null && repeats >= 2 && (
        <>
          <span aria-hidden="true">{`×${formatCount(repeats)}`}</span>
          <span className="sr-only">{`this window occurs ${formatCount(repeats)} times`}</span>
        </>
      )}
    </span>
  )
}

/** The document of the text; held-out text and the first token of a sequence have marks. The tip of a token has its whole name. */
function Source({ document, isFirst }: { document: ExampleView['document']; isFirst: boolean }) {
  const { name, heldOut } = document
  return (
    <span>
      {heldOut && (
        <>
          <span aria-hidden="true" className="text-ink">
            {'◇ '}
          </span>
          <span className="sr-only">held-out text, </span>
        </>
      )}
      {isFirst && (
        <>
          <span aria-hidden="true" className="text-ink" title="The first token of its sequence">
            {'⇤ '}
          </span>
          <span className="sr-only">first token of its sequence, </span>
        </>
      )}
      {name.slice(name.lastIndexOf('/') + 1)}
    </span>
  )
}
