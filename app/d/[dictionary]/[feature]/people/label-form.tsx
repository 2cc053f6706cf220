'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { offerUndo } from '@/app/_ui/marks/offer'
import { NameField } from '@/app/_ui/rubric/name-field'
import { usePerson } from '@/app/_ui/rubric/person'
import { LABEL_LENGTH } from '@/lib/contract/limits'
import { messageOf } from '@/lib/errors'
import { useMeaning, useShownLabel } from './meaning'

/** Adds or edits the label of a person. An edit adds a new label, so that the history stays. */
export function LabelForm({ dictionary, index }: { dictionary: string; index: number }) {
  const { setLabels, setEditing, reload } = useMeaning()
  const shown = useShownLabel()
  const [person, setPerson] = usePerson()
  const [text, setText] = useState(shown?.authorKind === 'person' ? shown.text : '')
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.scrollIntoView({ block: 'center' })
    field.current?.select()
  }, [])

  const mayWrite = useMay('annotator')
  const missing = !mayWrite
    ? 'Readers cannot write. An admin can change your role'
    : text.trim() === ''
      ? 'Write a label first'
      : person.trim() === ''
        ? 'Write your name first'
        : ''
  const close = () => {
    setEditing(false)
    document.getElementById('edit-label')?.focus({ preventScroll: true })
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (missing || busy) return
    setBusy(true)
    setFailure('')
    try {
      const body = { dictionary, feature: index, text, author: person }
      const { items, change } = await api.labels.add({ body })
      setLabels(items)
      offerUndo({ words: 'Label saved', change, after: reload })
      close()
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="labelform"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <label>
        <span className="sr">Label</span>
        <input
          ref={field}
          className="field"
          value={text}
          maxLength={LABEL_LENGTH}
          placeholder="opening quote of a module path"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="row">
        <NameField value={person} onChange={setPerson} />
        <button className="btn quiet" type="button" onClick={close}>
          Cancel
        </button>
        <button
          className="btn primary"
          type="submit"
          aria-disabled={missing !== '' || busy}
          {...(missing ? { title: missing } : {})}
        >
          Save
        </button>
      </div>
      {failure && (
        <p className="note bad" role="alert">
          The label could not be saved: {failure}
        </p>
      )}
    </form>
  )
}
