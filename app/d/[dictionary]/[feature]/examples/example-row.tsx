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
  const { dictionary, index: feature, layout, loss } = props.look
  const tokens = exampleTokens(example)
  const selected = selectedIndex(example)
  const whole = layout === 'whole' && tokens.length === example.length
  const { tabStop, handlers } = useTokenStrip({
    first: whole ? 0 : windowAround(tokens, selected).from,
    start: selected,
    describe: (index, anchor) => ({
      anchor,
      id: example.tokenIds[index],
      token: tokens[index],
      activation: example.activations[index],
      lossEffect: example.lossEffects[index] ?? null,
      next: index + 1 < tokens.length ? { id: example.tokenIds[index + 1], token: tokens[index + 1] } : null,
      place: `token ${example.start + index} of sequence ${formatCount(example.sequence)}`,
      effects: { dictionary, index: feature, sequence: example.sequence, position: example.start + index },
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
    <li className="ex">
      <span className="num a">{formatActivation(example.activation)}</span>
      <span className="x" data-strip {...handlers}>
        {whole ? <Strip {...strip} /> : <Kwic {...strip} />}
      </span>
      <span className={`num d ${effectClass(effect)}`}>{formatSigned(effect)}</span>
      <Repeats repeats={example.repeats} />
      <Source document={example.document} />
    </li>
  )
})

function effectClass(effect: number | null): string {
  return effect === null || Math.abs(effect) < LOSS_MARK ? 'dim' : effect > 0 ? 'helps' : 'hurts'
}

function Repeats({ repeats }: { repeats: number | null }) {
  if (repeats === null || repeats < 2) return <span className="num n" />
  return (
    <span className="num n dim" title={`This window occurs ${formatCount(repeats)} times`}>
      {`×${formatCount(repeats)}`}
    </span>
  )
}

/** The document of the text; held-out text has a mark. */
function Source({ document }: { document: ExampleView['document'] }) {
  const { name, heldOut } = document
  return (
    <span className="src dim" title={`${name}, ${heldOut ? 'held-out' : 'training'} text`}>
      {heldOut && (
        <>
          <b aria-hidden="true">◇</b>
          <span className="sr">held out, </span>
        </>
      )}
      <span>{name.slice(name.lastIndexOf('/') + 1)}</span>
    </span>
  )
}
