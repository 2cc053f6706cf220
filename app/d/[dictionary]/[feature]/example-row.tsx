'use client'

import { Kwic } from '@/app/_ui/examples/kwic'
import { windowAround } from '@/app/_ui/examples/kwic-window'
import { Strip } from '@/app/_ui/examples/strip'
import { useTokenStrip } from '@/app/_ui/examples/token-strip-events'
import { exampleTokens, selectedIndex } from '@/lib/api/example-window'
import type { ExampleView } from '@/lib/api/feature'
import { formatActivation, formatCount, formatSigned } from '@/lib/api/format'
import type { View } from './view'

/** One example: activation, the line, the loss effect at its token, and how often the window occurs. */
export function ExampleRow(props: {
  example: ExampleView
  maximum: number
  layout: View['layout']
  loss: View['loss']
}) {
  const { example, maximum } = props
  const tokens = exampleTokens(example)
  const selected = selectedIndex(example)
  const whole = props.layout === 'whole' && tokens.length === example.length
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
      document: example.document,
    }),
  })
  const effect = example.lossEffects[selected] ?? null
  const said = formatSigned(effect)
  const strip = {
    tokens,
    activations: example.activations,
    ...(props.loss === 'on' ? { lossEffects: example.lossEffects } : {}),
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
      <span
        className={`num d ${effect === null || Math.abs(effect) < 0.05 ? 'dim' : effect > 0 ? 'helps' : 'hurts'}`}
      >
        {said}
      </span>
      <span
        className="num n dim"
        {...(example.repeats > 1
          ? { title: `This window occurs ${formatCount(example.repeats)} times` }
          : {})}
      >
        {example.repeats > 1 ? `×${formatCount(example.repeats)}` : ''}
      </span>
    </li>
  )
}
