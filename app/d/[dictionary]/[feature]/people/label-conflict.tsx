'use client'

import { Button } from '@/app/_ui/kit/button'
import { When } from '@/app/_ui/when'
import type { NewerLabel } from '@/lib/contract/labels'

/** Says that a label was changed while this one was written, and lets the writer decide. Nothing is lost either way. */
export function LabelConflict(props: {
  readonly newer: NewerLabel
  /** True if the writer changed it elsewhere, for example in another tab. */
  readonly isOwn: boolean
  readonly onSave: () => void
  readonly onKeep: () => void
}) {
  const { newer, isOwn, onSave, onKeep } = props
  return (
    <div role="alert" className="grid gap-2 rounded-2 border border-l-3 border-warn px-3 py-2">
      <p className="wrap-anywhere">
        <b className="font-semibold">
          {isOwn ? 'You changed this label elsewhere' : `${newer.author} changed this label`}
        </b>{' '}
        <When at={newer.createdAt} />: “{newer.text}”. Yours is not saved yet.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onSave}>Save mine anyway</Button>
        <Button variant="quiet" onClick={onKeep}>
          {isOwn ? 'Keep that one' : 'Keep theirs'}
        </Button>
      </div>
    </div>
  )
}
