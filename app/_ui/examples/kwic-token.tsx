import { activationLevel, lossMark } from '@/lib/api/levels'
import { stripPieces, type TokenText } from '@/lib/api/token-view'
import { TokenPieces } from '../tokens/token-pieces'

/**
 * One token of running text: ground by activation level, underline by loss effect, bold when selected.
 * Every token has class `k`, so that its order among them is its place.
 */
export function KwicToken(props: {
  token: TokenText
  activation: number
  lossEffect?: number | null | undefined
  maximum: number
  selected?: boolean
  /** The one token of its strip that Tab reaches; arrow keys move on from there. */
  tabStop?: boolean
  /** Whether line breaks really break, as in a whole text. */
  breaks?: boolean
}) {
  const level = activationLevel(props.activation, props.maximum)
  const mark = lossMark(props.lossEffect)
  const marked = level > 0 || mark !== null || props.selected
  const className = `k${marked ? ' t' : ''}${props.selected ? ' sel' : ''}`
  return (
    <span
      className={className}
      {...(level > 0 ? { 'data-a': level } : {})}
      {...(mark === null ? {} : { 'data-d': mark })}
      {...(props.tabStop === undefined ? {} : { tabIndex: props.tabStop ? 0 : -1 })}
    >
      <TokenPieces pieces={stripPieces(props.token)} breaks={props.breaks ?? false} />
    </span>
  )
}
