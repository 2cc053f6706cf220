import { Fragment, type ReactNode } from 'react'
import type { TokenPiece } from '@/lib/view/token-view'

const LINE_BREAK = '⏎'

/**
 * Renders the pieces of a token as text nodes, with marks and bytes in pale ink. Markup inside a token is only text. With
 * `breaks` a line really ends after its mark. Most tokens are one plain piece, which needs no element. A part of a
 * character has no text: the style sheet draws it, so that readers copy only the text itself.
 */
export function tokenPieces(pieces: readonly TokenPiece[], breaks = false): ReactNode {
  if (pieces.length === 1 && pieces[0].kind === 'plain') return pieces[0].text
  return pieces.map((piece, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
    if (piece.kind === 'plain') return <Fragment key={at}>{piece.text}</Fragment>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
    if (piece.kind === 'part') return <i key={at} className="part" data-hex={piece.text} />
    if (piece.kind === 'mark')
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
        <Fragment key={at}>
          <i {...(piece.text === LINE_BREAK ? { className: 'nl' } : {})}>{piece.text}</i>
          {breaks && piece.text === LINE_BREAK && '\n'}
        </Fragment>
      )
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one token never move
      <i key={at} className={piece.kind}>
        {piece.text}
      </i>
    )
  })
}
