import { stripTexts } from '@/lib/view/strip-texts'
import type { TokenText } from '@/lib/view/token-view'
import { kwicToken } from './kwic-token'
import { NEAR_CHARACTERS, windowAround } from './kwic-window'

export interface KwicProps {
  readonly tokens: readonly TokenText[]
  /** Activation of the feature on each token; 0 is silent. Same length as `tokens`. */
  readonly activations: readonly number[]
  /** CE ablated − CE clean in nats at each token; no underline is drawn without it. */
  readonly lossEffects?: readonly (number | null)[]
  /** Index of the selected token, which stands in one vertical line. */
  readonly selected: number
  /** The maximum of the feature, which is drawn at level 9. */
  readonly maximum: number
  /** Index of the token that Tab reaches; the line is no tab stop without it. */
  readonly tabStop?: number
}

/** One example as a line of a concordance: both ends fade, the selected token begins the right half. */
export function Kwic(props: KwicProps) {
  const { from, to } = windowAround(props.tokens, props.selected)
  const near = windowAround(props.tokens, props.selected, NEAR_CHARACTERS, 0).from
  const texts = stripTexts(props.tokens)
  const some = (start: number, end: number) =>
    texts.slice(start, end).map((pieces, offset) => {
      const at = start + offset
      return kwicToken({
        key: at,
        pieces,
        activation: props.activations[at] ?? 0,
        lossEffect: props.lossEffects?.[at],
        maximum: props.maximum,
        selected: at === props.selected,
        ...(props.tabStop === at ? { tabStop: true } : {}),
      })
    })
  return (
    <span className="kwic strip">
      <span className="l">
        <span>
          {near > from && <span className="far">{some(from, near)}</span>}
          {some(Math.max(from, near), props.selected)}
        </span>
      </span>
      <span className="r">{some(props.selected, to)}</span>
    </span>
  )
}
