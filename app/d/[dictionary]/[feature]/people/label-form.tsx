'use client'

import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useMay } from '@/app/_ui/account/account-context'
import { ApiError } from '@/app/_ui/data/api-error'
import { useLabels } from '@/app/_ui/data/marks/use-marks'
import { useLabel } from '@/app/_ui/data/marks/use-writes'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { Note } from '@/app/_ui/kit/pane'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { NameField } from '@/app/_ui/rubric/name-field'
import { usePerson } from '@/app/_ui/rubric/person'
import type { NewerLabel } from '@/lib/contract/labels'
import { LABEL_LENGTH } from '@/lib/contract/limits'
import { messageOf } from '@/lib/errors'
import { shownLabel } from '@/lib/view/shown-label'
import { useLabelEditing } from './editing'
import { LabelConflict } from './label-conflict'
import { LabelStart } from './label-start'
import { newestByPeople, ownLabel } from './own-label'
import { resolvedBy } from './resolved-by'
import { useOwnDraft } from './use-own-draft'

/** A label that is being written, and the label by a person that its writer saw last. */
export interface LabelDraft {
  readonly text: string
  readonly basedOn: number | null
}

const resolver = resolvedBy<{ text: string }, { text: string }>(async () => {
  const { LabelBodySchema } = await import('@/lib/contract/labels')
  return LabelBodySchema.pick({ text: true })
})

/**
 * Adds or edits the label of a person. An edit adds a new label, so that the history stays. What is typed is kept as a draft
 * until it is saved or discarded. If somebody changes the label meanwhile, the writer is told before it is saved.
 */
export function LabelForm({ on }: { on: FeatureRef }) {
  const labels = useLabels(on)
  const { setEditing } = useLabelEditing()
  const [person, setPerson] = usePerson()
  const me = person.trim()
  const [draft, setDraft] = useOwnDraft<LabelDraft>('label', on)
  const save = useLabel(on)
  const own = ownLabel(labels, me)
  const newest = newestByPeople(labels)
  const form = useForm({ resolver, defaultValues: { text: draft?.text ?? own?.text ?? '' } })
  const text = form.watch('text')
  const seen = draft ? draft.basedOn : (newest?.id ?? null)
  const [isNameMissing, setNameMissing] = useState(false)
  const isStored = newest?.author === me && newest.text === text.trim()
  const newer = save.isPending || isStored ? null : newerThan(seen, newest, save.error)

  useEffect(() => {
    form.setFocus('text', { shouldSelect: true })
  }, [form])

  const keep = (value: string, basedOn = seen) => setDraft({ text: value, basedOn })
  const close = () => {
    setEditing(false)
    document.getElementById('edit-label')?.focus({ preventScroll: true })
  }
  const discard = () => {
    setDraft(null)
    close()
  }
  const send = async (value: string, basedOn: number | null) => {
    setNameMissing(me === '')
    if (me === '') return
    keep(value, basedOn)
    try {
      await save.mutateAsync({ person: me, text: value.trim(), at: new Date().toISOString(), basedOn })
      discard()
    } catch {
      // the form says it, and the draft stays
    }
  }
  const submit = form.handleSubmit((values) => (newer ? undefined : send(values.text, seen)))
  const mayWrite = useMay('annotator')
  const isFailed = save.isError && newer === null

  return (
    <form
      className="grid gap-2 pb-3"
      aria-label="Your label"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <FormField label="Your label" labelHidden error={form.formState.errors.text?.message}>
        <Input
          {...form.register('text', { onChange: (event) => keep(event.target.value) })}
          className="w-full"
          maxLength={LABEL_LENGTH}
          placeholder="opening quote of a module path"
          readOnly={save.isPending}
        />
      </FormField>
      <LabelStart
        own={own}
        shown={shownLabel(labels)}
        text={text}
        onStart={(start) => {
          form.setValue('text', start)
          keep(start)
          form.setFocus('text')
        }}
      />
      {newer ? (
        <LabelConflict
          newer={newer}
          isOwn={newer.author === me}
          onSave={() => send(text, newer.id)}
          onKeep={discard}
        />
      ) : null}
      <div className="flex flex-wrap items-end gap-2">
        <NameField
          value={person}
          error={isNameMissing && me === '' ? 'Write your name first.' : undefined}
          onChange={setPerson}
        />
        <span className="ml-auto flex gap-2">
          <Button variant="quiet" onClick={discard}>
            {draft ? 'Discard' : 'Cancel'}
          </Button>
          <Button
            variant="primary"
            type="submit"
            pending={save.isPending}
            reason={mayWrite ? null : 'Readers cannot write. An admin can change your role'}
          >
            {save.isPaused ? 'Waiting for the connection' : 'Save'}
          </Button>
        </span>
      </div>
      {draft && !isFailed ? (
        <Note>The draft is kept in this browser until you save or discard it.</Note>
      ) : null}
      {isFailed ? (
        <Note role="alert" className="text-bad">
          The label could not be saved: {messageOf(save.error)} Your text is kept.
        </Note>
      ) : null}
    </form>
  )
}

/** Returns the label that is newer than the one the writer saw, as the cache or the server's refusal tells it. */
function newerThan(seen: number | null, newest: NewerLabel | null, error: Error | null): NewerLabel | null {
  if (newest && newest.id > (seen ?? 0)) return newest
  if (!(error instanceof ApiError) || error.code !== 'conflict') return null
  const { newer } = (error.details ?? {}) as { newer?: NewerLabel }
  return newer && newer.id > (seen ?? 0) ? newer : null
}
