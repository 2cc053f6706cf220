import { tokenPieces } from '@/app/_ui/tokens/token-pieces'
import { activationLevel } from '@/lib/api/levels'
import type { RowExample } from '@/lib/api/schemas'
import { stripPieces } from '@/lib/api/token-view'

/** One example on one line of a card: shaded by activation, the selected token where those of the other lines stand. */
export function CardExample({ example, maximum }: { example: RowExample; maximum: number }) {
  const { tokens, activations, selected } = example
  const some = (from: number, to: number) =>
    tokens.slice(from, to).map((token, offset) => {
      const at = from + offset
      const level = activationLevel(activations[at], maximum)
      return (
        <span
          key={at}
          {...(level > 0 || at === selected ? { className: at === selected ? 't sel' : 't' } : {})}
          {...(level > 0 ? { 'data-a': level } : {})}
        >
          {tokenPieces(stripPieces(token))}
        </span>
      )
    })
  return (
    <span className="kw">
      <span className="l">
        <span>{some(0, selected)}</span>
      </span>
      <span className="r">{some(selected, tokens.length)}</span>
    </span>
  )
}
