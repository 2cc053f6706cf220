import { stripTexts } from '@/lib/view/strip-texts'
import type { TokenText } from '@/lib/view/token-view'
import { kwicToken } from './kwic-token'

/** A whole text, token by token; line breaks really break. */
export function Strip(props: {
  tokens: readonly TokenText[]
  activations: readonly number[]
  lossEffects?: readonly (number | null)[]
  selected?: number
  maximum: number
  tabStop?: number
  /** Tokens before which the model was started again, each marked by a line. */
  contexts?: readonly number[]
}) {
  return (
    <span className="strip whole">
      {stripTexts(props.tokens).flatMap((pieces, at) => {
        const token = kwicToken({
          key: at,
          pieces,
          activation: props.activations[at] ?? 0,
          lossEffect: props.lossEffects?.[at],
          maximum: props.maximum,
          selected: at === props.selected,
          ...(props.tabStop === at ? { tabStop: true } : {}),
          breaks: true,
        })
        return at > 0 && props.contexts?.includes(at) ? [newContext(-at), token] : [token]
      })}
    </span>
  )
}

/** Returns the line where a new context begins; `key` differs from those of tokens. */
const newContext = (key: number) => (
  <span
    key={key}
    role="img"
    aria-label="A new context begins"
    title="A new context begins here: the model sees nothing of the text before"
    className="mx-0.5 border-l-2 border-accent"
  />
)
