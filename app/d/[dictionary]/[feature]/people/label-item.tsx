'use client'

import { useId, useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Note } from '@/app/_ui/kit/pane'
import { When } from '@/app/_ui/when'
import type { Label } from '@/lib/contract/labels'
import { formatFixed } from '@/lib/view/format'
import { authorOf } from './author'
import { evidenceRows, figureTexts, scoredOn, scoreName } from './label-evidence'

/** A current label with its author, its score, and the numbers that the score was computed from. */
export function LabelItem({ label }: { label: Label }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const rows = evidenceRows(label.evidence)
  const text = scoredOn(label)
  return (
    <li>
      <p className="wrap-anywhere">{label.text}</p>
      <Note className="mt-1 flex flex-wrap items-baseline gap-x-3">
        <span className="max-w-1/2 truncate">{authorOf(label)}</span>
        {label.score === null ? (
          label.authorKind === 'person' ? (
            <When at={label.createdAt} />
          ) : null
        ) : (
          <span>
            {scoreName(label.scoreKind)} {formatFixed(label.score)}
            {[...figureTexts(label.figures), ...(text === null ? [] : [`on ${text}`])].map(
              (part) => `, ${part}`,
            )}
          </span>
        )}
        {rows.length > 0 ? (
          <Button
            size="sm"
            variant="quiet"
            className="-my-1 ml-auto h-6 text-accent"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            Evidence
          </Button>
        ) : null}
      </Note>
      {rows.length > 0 ? (
        <dl
          id={id}
          hidden={!isOpen}
          className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-12/4 not-hidden:grid"
        >
          {rows.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  )
}
