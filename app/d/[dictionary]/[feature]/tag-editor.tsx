'use client'

import { type FormEvent, useState } from 'react'
import { fetchJson, postJson, sendJson } from '@/app/_ui/fetch-json'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import { TAG_LENGTH } from '@/lib/contract/limits'
import { markPaths } from '@/lib/contract/mark-paths'
import { normaliseTag } from '@/lib/contract/normalise-tag'
import { marksWrittenSchema } from './answers'
import { useMeaning } from './meaning'

const tagsAnswerSchema = async () => (await import('@/lib/contract/marks')).TagsAnswerSchema

/** Tags by people, with one's own to take off, and a field for another. */
export function TagEditor() {
  const { dictionary, index, marks, setMarks, reload } = useMeaning()
  const [person] = usePerson()
  const [text, setText] = useState('')
  const [known, setKnown] = useState<readonly string[]>([])
  const me = person.trim()

  const suggest = () =>
    fetchJson(tagsAnswerSchema, markPaths.tags(dictionary))
      .then(({ items }) => setKnown(items.map(({ tag }) => tag)))
      // without suggestions one types
      .catch(() => undefined)
  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = normaliseTag(text)
    if (tag === '') return
    void writeAs(async (by) => {
      const body = { dictionary, feature: index, person: by, tag }
      const answer = await postJson(marksWrittenSchema, markPaths.tags(), body)
      setMarks(answer.marks)
      setText('')
      offerUndo({ words: `Tagged #${tag}`, change: answer.change, after: reload })
    })
  }
  const remove = (id: number, tag: string) =>
    writeAs(async (by) => {
      const answer = await sendJson('DELETE', marksWrittenSchema, markPaths.tag(id), { person: by })
      setMarks(answer.marks)
      offerUndo({ words: `Tag #${tag} taken off`, change: answer.change, after: reload })
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
              aria-label={`Take the tag ${tag} off`}
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
