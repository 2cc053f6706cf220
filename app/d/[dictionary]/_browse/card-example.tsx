import { Fragment, type ReactNode } from 'react'
import { tokenPieces } from '@/app/_ui/tokens/token-pieces'
import { activationLevel } from '@/lib/api/levels'
import type { RowExample } from '@/lib/api/schemas'
import { stripPieces } from '@/lib/api/token-view'

/** One example on one line of a card: shaded by activation, the selected token where those of the other lines stand. */
export function CardExample({ example, maximum }: { example: RowExample; maximum: number }) {
  const { selected, tokens } = example
  return (
    <span className="kw">
      <span className="l">
        <span>{shaded(example, maximum, 0, selected)}</span>
      </span>
      <span className="r">{shaded(example, maximum, selected, tokens.length)}</span>
    </span>
  )
}

/** Tokens from one place to another; silent ones are text alone, and those that follow each other one text. */
function shaded({ tokens, activations, selected }: RowExample, maximum: number, from: number, to: number) {
  const nodes: ReactNode[] = []
  for (let at = from; at < to; at++) {
    const level = activationLevel(activations[at], maximum)
    const text = tokenPieces(stripPieces(tokens[at]))
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
