'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMarks } from '@/app/_ui/data/marks/use-marks'
import { useTag } from '@/app/_ui/data/marks/use-writes'
import { markQueries } from '@/app/_ui/data/queries/marks'
import { Chip } from '@/app/_ui/kit/chip'
import { Input } from '@/app/_ui/kit/input'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { usePerson } from '@/app/_ui/rubric/person'
import { TAG_LENGTH } from '@/lib/contract/limits'
import { normaliseTag } from '@/lib/contract/normalise-tag'

/** Tags by people, with buttons to remove one's own tags, and a field to add a tag. */
export function TagEditor({ on }: { on: FeatureRef }) {
  const { tags } = useMarks(on)
  const { add, remove } = useTag(on)
  const [person] = usePerson()
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { data: known } = useQuery({ ...markQueries.tags(on.dictionary), enabled: isAsked })
  const me = person.trim()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const tag = normaliseTag(text)
    if (tag === '') return
    setText('')
    // what was not stored is there to be sent again, unless the next tag is being typed
    if (!(await add(tag))) setText((next) => (next === '' ? tag : next))
  }

  return (
    <form className="mb-2 flex flex-wrap items-center gap-1" aria-label="Tags" onSubmit={submit}>
      {tags.map(({ tag, by }) => {
        const own = by.find((one) => one.person === me)
        return (
          <Chip key={tag} kind="person" className="h-6">
            <span className="truncate">#{tag}</span>
            <span className="sr-only"> by {by.map((one) => one.person).join(', ')}</span>
            {own && own.id > 0 ? (
              <button
                type="button"
                className="grid size-6 flex-none place-items-center rounded-2 text-ink-3 hover:bg-sunken hover:text-ink"
                aria-label={`Remove the tag ${tag}`}
                onClick={() => remove(own.id, tag)}
              >
                ×
              </button>
            ) : null}
          </Chip>
        )
      })}
      <Input
        id="add-tag"
        list="known-tags"
        className="h-6 max-w-40 min-w-24 flex-1 px-1.5 text-12 max-md:h-9 max-md:max-w-none"
        aria-label="Add a tag"
        placeholder="add a tag"
        maxLength={TAG_LENGTH}
        spellCheck={false}
        value={text}
        onFocus={() => setAsked(true)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <datalist id="known-tags">
        {known?.items.map(({ tag }) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </form>
  )
}
