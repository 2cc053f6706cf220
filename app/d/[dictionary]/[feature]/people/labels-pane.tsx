'use client'

import { useLabels } from '@/app/_ui/data/marks/use-marks'
import { Button } from '@/app/_ui/kit/button'
import { Collapsible } from '@/app/_ui/kit/collapsible'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { usePerson } from '@/app/_ui/rubric/person'
import { When } from '@/app/_ui/when'
import { formatCount } from '@/lib/view/format'
import { authorOf } from './author'
import { useLabelEditing } from './editing'
import { type LabelDraft, LabelForm } from './label-form'
import { LabelItem } from './label-item'
import { ownLabel } from './own-label'
import { useOwnDraft } from './use-own-draft'

const LIST = 'divide-y divide-line *:py-2 *:first:pt-0'

/** The labels of the feature with their authors and scores, and earlier labels. */
export function LabelsPane({ dictionary, index }: { dictionary: string; index: number }) {
  const on = { dictionary, feature: index }
  const labels = useLabels(on)
  const [person] = usePerson()
  const { isEditing, setEditing } = useLabelEditing()
  const [draft] = useOwnDraft<LabelDraft>('label', on)
  const current = labels
    .filter((label) => label.current)
    .toSorted((a, b) => Number(b.authorKind === 'person') - Number(a.authorKind === 'person') || b.id - a.id)
  const past = labels.filter((label) => !label.current)
  const verb = draft ? 'Go on with your draft' : ownLabel(labels, person.trim()) ? 'Edit yours' : 'Add yours'
  return (
    <Pane
      title="Labels"
      titleId="p-lab"
      actions={
        isEditing ? null : (
          <Button variant="quiet" onClick={() => setEditing(true)}>
            {verb}
          </Button>
        )
      }
    >
      {isEditing ? <LabelForm on={on} /> : null}
      {current.length === 0 && !isEditing ? (
        <Note>There is no label yet. The top tokens are shown instead.</Note>
      ) : null}
      <ul className={LIST} aria-label="Current labels" hidden={current.length === 0}>
        {current.map((label) => (
          <LabelItem key={label.id} label={label} />
        ))}
      </ul>
      {past.length > 0 ? (
        <Collapsible
          summary={
            <>
              History <span className="text-ink-3">{formatCount(past.length)}</span>
            </>
          }
          className="mt-1"
        >
          <ul className={LIST} aria-label="Earlier labels">
            {past.map((label) => (
              <li key={label.id}>
                <p className="text-ink-2 wrap-anywhere">{label.text}</p>
                <Note className="mt-1 flex gap-3">
                  <span className="max-w-1/2 truncate">{authorOf(label)}</span> <When at={label.createdAt} />
                </Note>
              </li>
            ))}
          </ul>
        </Collapsible>
      ) : null}
    </Pane>
  )
}
