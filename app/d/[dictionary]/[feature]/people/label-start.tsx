'use client'

import { Button } from '@/app/_ui/kit/button'
import { Note } from '@/app/_ui/kit/pane'
import type { Label } from '@/lib/contract/labels'
import { authorOf } from './author'

/** Says whose label the form edits and which label is shown now, and offers the shown text as a start. */
export function LabelStart(props: {
  readonly own: Label | null
  readonly shown: Label | null
  readonly text: string
  readonly onStart: (text: string) => void
}) {
  const { own, shown, text, onStart } = props
  const isOther = shown !== null && shown !== own
  return (
    <Note className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="min-w-0 wrap-anywhere">
        {own ? 'You edit your own label.' : 'You write a label of your own.'}
        {isOther
          ? ` “${shown.text}” by ${authorOf(shown)} is shown now and stays; yours is shown instead once saved.`
          : ''}
      </span>
      {isOther && text !== shown.text ? (
        <Button size="sm" variant="quiet" className="h-6 text-accent" onClick={() => onStart(shown.text)}>
          Start from it
        </Button>
      ) : null}
    </Note>
  )
}
