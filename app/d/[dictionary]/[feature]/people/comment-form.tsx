'use client'

import { type FormEvent, type KeyboardEvent, useEffect } from 'react'
import { useComment } from '@/app/_ui/data/marks/use-writes'
import { readDraft, writeDraft } from '@/app/_ui/drafts'
import { Button } from '@/app/_ui/kit/button'
import { Textarea } from '@/app/_ui/kit/input'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { knownPerson } from '@/app/_ui/rubric/person'
import { COMMENT_LENGTH } from '@/lib/contract/limits'
import { draftKey, useOwnDraft } from './use-own-draft'

/** A comment that is being written, and those that were sent and are not known to be stored. */
interface CommentDraft {
  readonly text: string
  readonly sending: readonly string[]
}

/** Comments that this tab is sending, by feature. */
const underWay = new Set<string>()

const joined = (...texts: readonly string[]) => texts.filter(Boolean).join('\n\n')

/** Writes a comment. The text is kept until it is stored, and what is typed while it is sent is the next comment. */
export function CommentForm({ on }: { on: FeatureRef }) {
  const { add } = useComment(on)
  const [draft, setDraft] = useOwnDraft<CommentDraft>('comment', on)
  const text = draft?.text ?? ''
  const place = `${on.dictionary} ${on.feature}`

  // a tab that was closed while it sent a comment does not know if it was stored: the writer sees the text again
  useEffect(() => {
    if (!draft || draft.sending.length === 0 || underWay.has(place)) return
    setDraft({ text: joined(...draft.sending, draft.text), sending: [] })
  }, [draft, place, setDraft])

  const type = (next: string) => {
    const sending = draft?.sending ?? []
    setDraft(next === '' && sending.length === 0 ? null : { text: next, sending })
  }
  const send = async () => {
    const sending = text.trim()
    if (sending === '') return
    underWay.add(place)
    setDraft({ text: '', sending: [...(draft?.sending ?? []), sending] })
    const isStored = await add(sending)
    // the person may have signed only now, and the page may show another feature
    const key = draftKey('comment', on, knownPerson())
    const left = readDraft<CommentDraft>(key) ?? { text: '', sending: [] }
    const at = left.sending.indexOf(sending)
    const others = left.sending.filter((_, nth) => nth !== at)
    if (others.length === 0) underWay.delete(place)
    const kept = isStored ? left.text : joined(sending, left.text)
    const isLeft = kept !== '' || others.length > 0
    writeDraft<CommentDraft>(key, isLeft ? { text: kept, sending: others } : null)
    if (key !== draftKey('comment', on, '')) writeDraft(draftKey('comment', on, ''), null)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
  }
  return (
    <form
      className="grid justify-items-end gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        id="add-comment"
        rows={1}
        className="field-sizing-content max-h-60 min-h-control resize-y"
        aria-label="Comment"
        placeholder="Comment"
        maxLength={COMMENT_LENGTH}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={keys}
      />
      {text.trim() === '' ? null : <Button type="submit">Comment</Button>}
    </form>
  )
}
