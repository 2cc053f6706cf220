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
}) {
  return (
    <span className="strip whole">
      {stripTexts(props.tokens).map((pieces, at) =>
        kwicToken({
          key: at,
          pieces,
          activation: props.activations[at] ?? 0,
          lossEffect: props.lossEffects?.[at],
          maximum: props.maximum,
          selected: at === props.selected,
          ...(props.tabStop === at ? { tabStop: true } : {}),
          breaks: true,
        }),
      )}
    </span>
  )
}
