import { Fragment } from 'react'

/** A text in which the words that were searched for are marked. */
export function Marked({ text, q }: { text: string; q: string }) {
  return piecesOf(text, q).map(({ at, piece, isFound }) =>
    isFound ? (
      <mark
        key={at}
        className="bg-transparent font-semibold text-inherit underline decoration-accent underline-offset-2"
      >
        {piece}
      </mark>
    ) : (
      <Fragment key={at}>{piece}</Fragment>
    ),
  )
}

/** Returns a text in pieces, each with its place, those apart that are words of `q` in any case. */
export function piecesOf(text: string, q: string): { at: number; piece: string; isFound: boolean }[] {
  const words = q.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return [{ at: 0, piece: text, isFound: false }]
  const found = new RegExp(`(${words.map(escaped).join('|')})`, 'gi')
  let at = 0
  return text
    .split(found)
    .map((piece, nth) => {
      const place = at
      at += piece.length
      // split puts what the group matched at every odd place
      return { at: place, piece, isFound: nth % 2 === 1 }
    })
    .filter(({ piece }) => piece !== '')
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
