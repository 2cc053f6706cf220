'use client'

import { Strip } from '@/app/_ui/examples/strip'
import { useTokenStrip } from '@/app/_ui/examples/token-strip-events'
import type { InspectAnswer } from '@/lib/contract/inspect'

/** The tested text, shaded like the examples below it. */
export function TestStrip(props: {
  dictionary: string
  answer: InspectAnswer
  activations: readonly number[]
  maximum: number
}) {
  const { tokens, contexts } = props.answer
  const texts = tokens.map(({ text, bytes }) => (bytes ? { text, hex: bytes } : { text }))
  const { tabStop, handlers } = useTokenStrip({
    first: 0,
    start: 0,
    describe: (index, anchor) => ({
      anchor,
      dictionary: props.dictionary,
      id: tokens[index].id,
      token: texts[index],
      activation: props.activations[index] ?? 0,
      next: index + 1 < tokens.length ? { id: tokens[index + 1].id, token: texts[index + 1] } : null,
      place: `token ${index + 1} of ${tokens.length}${index > 0 && contexts.includes(index) ? ', the first of a new context' : ''}`,
    }),
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls
    <div
      role="group"
      aria-label="Tested text"
      className="mt-2 max-h-[40dvh] overflow-auto rounded-2 border border-line px-3 py-2"
      data-strip
      {...handlers}
    >
      <Strip
        tokens={texts}
        activations={props.activations}
        maximum={props.maximum}
        tabStop={tabStop}
        contexts={contexts}
      />
    </div>
  )
}
