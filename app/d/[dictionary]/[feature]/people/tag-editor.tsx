'use client'

import { type FormEvent, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import { TAG_LENGTH } from '@/lib/contract/limits'
import { normaliseTag } from '@/lib/contract/normalise-tag'
import { useMeaning } from './meaning'

/** Tags by people, with buttons to remove one's own tags, and a field to add a tag. */
export function TagEditor() {
  const { dictionary, index, marks, setMarks, reload } = useMeaning()
  const [person] = usePerson()
  const [text, setText] = useState('')
  const [known, setKnown] = useState<readonly string[]>([])
  const me = person.trim()

  const suggest = () =>
    api.tags
      .list({ query: { dictionary } })
      .then(({ items }) => setKnown(items.map(({ tag }) => tag)))
      // without suggestions people can still type
      .catch(() => undefined)
  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = normaliseTag(text)
    if (tag === '') return
    void writeAs(async (by) => {
      const body = { dictionary, feature: index, person: by, tag }
      const answer = await api.tags.add({ body })
      setMarks(answer.marks)
      setText('')
      offerUndo({ words: `Tagged #${tag}`, change: answer.change, after: reload })
    })
  }
  const remove = (id: number, tag: string) =>
    writeAs(async (by) => {
      const answer = await api.tags.remove({ params: { tag: id }, body: { person: by } })
      setMarks(answer.marks)
      offerUndo({ words: `Tag #${tag} removed`, change: answer.change, after: reload })
    })

  return (
    <form className="tagging" onSubmit={add}>
      {marks.tags.map(({ tag, by }) => {
        const own = by.find((one) => one.person === me)
        return (
          <span key={tag} className="ptag" title={`by ${by.map((one) => one.person).join(', ')}`}>
            #{tag}
            <button
              type="button"
              aria-label={`Remove the tag ${tag}`}
              hidden={!own}
              onClick={() => own && remove(own.id, tag)}
            >
              ×
            </button>
          </span>
        )
      })}
      <input
        className="field"
        id="add-tag"
        list="known-tags"
        aria-label="Add a tag"
        placeholder="add a tag"
        maxLength={TAG_LENGTH}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={suggest}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <datalist id="known-tags">
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </form>
  )
}
