import { Fragment } from 'react'
import type { TokenPiece } from '@/lib/api/token-view'

/** Pieces of a token as text nodes; marks and bytes in pale ink. Never markup of the token's own. */
export function TokenPieces({ pieces }: { pieces: readonly TokenPiece[] }) {
  return pieces.map((piece, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
    if (piece.kind === 'plain') return <Fragment key={at}>{piece.text}</Fragment>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
    if (piece.kind === 'mark') return <i key={at}>{piece.text}</i>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
      <i key={at} className="hex">
        {piece.text}
      </i>
    )
  })
}
