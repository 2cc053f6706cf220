import { activationLevel, lossMark } from '@/lib/view/levels'
import type { TokenPiece } from '@/lib/view/token-view'
import { tokenPieces } from '../tokens/token-pieces'

/**
 * Renders one token of running text: ground by activation level, underline by loss effect, bold if selected. Every token
 * is a `bdi`, whose text runs in a direction of its own, so that tokens stay in order. This is a function and not a
 * component, because a page has hundreds of tokens.
 */
export function kwicToken(props: {
  key: number
  /** The pieces that are shown of the token between its neighbours, from `stripTexts`. */
  pieces: readonly TokenPiece[]
  activation: number
  lossEffect?: number | null | undefined
  maximum: number
  selected?: boolean
  /** True for the one token of a strip that Tab reaches; arrow keys move on from there. */
  tabStop?: boolean
  /** True if line breaks really break, as in a whole text. */
  breaks?: boolean
}) {
  const level = activationLevel(props.activation, props.maximum)
  const mark = lossMark(props.lossEffect)
  return (
    <bdi
      key={props.key}
      {...(props.selected ? { className: 'sel' } : {})}
      {...(level > 0 ? { 'data-a': level } : {})}
      {...(mark === null ? {} : { 'data-d': mark })}
      {...(props.tabStop === undefined ? {} : { tabIndex: props.tabStop ? 0 : -1 })}
    >
      {tokenPieces(props.pieces, props.breaks)}
    </bdi>
  )
}
