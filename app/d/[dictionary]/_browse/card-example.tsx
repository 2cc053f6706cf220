import { Fragment, type ReactNode } from 'react'
import { tokenPieces } from '@/app/_ui/tokens/token-pieces'
import type { RowExample } from '@/lib/contract/schemas'
import { activationLevel } from '@/lib/view/levels'
import { stripTexts } from '@/lib/view/strip-texts'
import type { TokenPiece } from '@/lib/view/token-view'

/** One example on one line of a card, shaded by activation, with the selected tokens of all lines below each other. */
export function CardExample({ example, maximum }: { example: RowExample; maximum: number }) {
  const { selected } = example
  const texts = stripTexts(example.tokens)
  return (
    <span className="kw">
      <span className="l">
        <span>{shaded(example, maximum, texts.slice(0, selected), 0)}</span>
      </span>
      <span className="r">{shaded(example, maximum, texts.slice(selected), selected)}</span>
    </span>
  )
}

/** Renders the tokens from `from` on. Silent tokens are only text, and silent neighbours are one text. */
function shaded(
  { activations, selected }: RowExample,
  maximum: number,
  texts: readonly (readonly TokenPiece[])[],
  from: number,
) {
  const nodes: ReactNode[] = []
  for (const [offset, pieces] of texts.entries()) {
    const at = from + offset
    const level = activationLevel(activations[at], maximum)
    const text = tokenPieces(pieces)
    const last = nodes.at(-1)
    if (level > 0 || at === selected)
      nodes.push(
        <span
          key={at}
          className={at === selected ? 't sel' : 't'}
          {...(level > 0 ? { 'data-a': level } : {})}
        >
          {text}
        </span>,
      )
    else if (typeof text === 'string' && typeof last === 'string') nodes[nodes.length - 1] = last + text
    else nodes.push(typeof text === 'string' ? text : <Fragment key={at}>{text}</Fragment>)
  }
  return nodes
}
