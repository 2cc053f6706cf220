import { Fragment } from 'react'
import { literalPieces, type TokenText } from '@/lib/view/token-view'
import { tokenPieces } from './token-pieces'

/** One token in a list: mono on a sunken ground, leading space as a dot, at most 22 characters. */
export const TokenLiteral = ({ token }: { token: TokenText }) => (
  <span className={token.special ? 'lit special' : 'lit'}>{tokenPieces(literalPieces(token))}</span>
)

/** Up to `limit` literals in a row, in place of a label that a feature does not have. */
export function TokenLiterals({ tokens, limit = 3 }: { tokens: readonly TokenText[]; limit?: number }) {
  return tokens.slice(0, limit).map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may have the same text
    <Fragment key={at}>
      {at > 0 && ' '}
      <TokenLiteral token={token} />
    </Fragment>
  ))
}
