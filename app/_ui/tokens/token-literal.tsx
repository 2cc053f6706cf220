import { Fragment } from 'react'
import { literalPieces, type TokenText, tokenName } from '@/lib/view/token-view'
import './tokens.css'
import { tokenPieces } from './token-pieces'

/**
 * One token in a list: mono on a sunken ground, leading space as a dot, at most 22 characters. If the token is cut, the
 * title has the whole token.
 */
export function TokenLiteral({ token }: { token: TokenText }) {
  const pieces = literalPieces(token)
  const isCut = pieces.at(-1)?.text === '…'
  return (
    <span className={token.special ? 'lit special' : 'lit'} {...(isCut ? { title: tokenName(token) } : {})}>
      {tokenPieces(pieces)}
    </span>
  )
}

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
