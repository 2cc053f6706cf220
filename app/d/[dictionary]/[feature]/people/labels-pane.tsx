'use client'

import { useState } from 'react'
import type { Label } from '@/lib/contract/labels'
import { formatFixed } from '@/lib/view/format'
import { authorOf } from '../head/head-label'
import { evidenceCount, evidenceRows, scoreName } from './label-evidence'
import { LabelForm } from './label-form'
import { useMeaning } from './meaning'
import './meaning.css'

/** The labels of the feature with their authors and scores, and earlier labels. */
export function LabelsPane({ dictionary, index }: { dictionary: string; index: number }) {
  const { labels, editing, setEditing } = useMeaning()
  const current = labels
    .filter((label) => label.current)
    .toSorted((a, b) => Number(b.authorKind === 'person') - Number(a.authorKind === 'person') || b.id - a.id)
  const past = labels.filter((label) => !label.current)
  return (
    <section className="pane" id="meaning" aria-labelledby="p-lab">
      <header>
        <h2 id="p-lab">Labels</h2>
        {!editing && (
          <button className="btn quiet" type="button" onClick={() => setEditing(true)}>
            {current.some((label) => label.authorKind === 'person') ? 'Edit' : 'Add'}
          </button>
        )}
      </header>
      {editing && <LabelForm dictionary={dictionary} index={index} />}
      {current.length === 0 && !editing && (
        <p className="note">There is no label yet. The top tokens are shown instead.</p>
      )}
      {current.length > 0 && (
        <ul className="labels">
          {current.map((label) => (
            <LabelItem key={label.id} label={label} />
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details className="history">
          <summary>
            History <span className="dim">{past.length}</span>
          </summary>
          <ul className="labels">
            {past.map((label) => (
              <li key={label.id}>
                <p className="sec">{label.text}</p>
                <p className="note">
                  <span>{authorOf(label)}</span>{' '}
                  <time dateTime={label.createdAt}>{dayOf(label.createdAt)}</time>
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function LabelItem({ label }: { label: Label }) {
  const [open, setOpen] = useState(false)
  const rows = evidenceRows(label.evidence)
  const count = evidenceCount(label.evidence)
  return (
    <li>
      <p className="said">{label.text}</p>
      <p className="note">
        <span className="who">{authorOf(label)}</span>
        {label.score === null ? (
          label.authorKind === 'person' && <time dateTime={label.createdAt}>{dayOf(label.createdAt)}</time>
        ) : (
          <span>
            {scoreName(label.scoreKind)} {formatFixed(label.score)}
            {count !== null && ` on ${count} held-out examples`}
          </span>
        )}
        {rows.length > 0 && (
          <button className="link plain" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            Evidence
          </button>
        )}
      </p>
      {open && (
        <dl className="prov evidence">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function dayOf(iso: string): string {
  return iso.slice(0, 10)
}
