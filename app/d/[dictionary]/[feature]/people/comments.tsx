'use client'

import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo, sayFailure } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import { COMMENT_LENGTH } from '@/lib/contract/limits'
import { messageOf } from '@/lib/errors'
import { formatCount } from '@/lib/view/format'
import { useMeaning } from './meaning'

/** Comments as people typed them: plain text, newest first. */
export function Comments() {
  const { dictionary, index, marks, setMarks, reload } = useMeaning()
  const [person] = usePerson()
  const [text, setText] = useState('')
  const { comments, commentCount } = marks

  const send = () => {
    if (text.trim() === '') return
    void writeAs(async (by) => {
      const body = { dictionary, feature: index, person: by, text }
      const answer = await api.comments.add({ body })
      setMarks(answer.marks)
      setText('')
      offerUndo({ words: 'Comment added', change: answer.change, after: reload })
    })
  }
  const remove = (id: number) =>
    writeAs(async (by) => {
      const answer = await api.comments.remove({ params: { comment: id }, body: { person: by } })
      setMarks(answer.marks)
      offerUndo({ words: 'Comment removed', change: answer.change, after: reload })
    })
  const showAll = () =>
    api.marks
      .get({ query: { dictionary, feature: index } })
      .then(setMarks)
      .catch((error) => sayFailure(messageOf(error)))
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }

  return (
    <>
      <form
        className="commenting"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          send()
        }}
      >
        <textarea
          className="field"
          id="add-comment"
          rows={1}
          aria-label="Comment"
          placeholder="Comment"
          maxLength={COMMENT_LENGTH}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keys}
        />
        {text.trim() !== '' && (
          <button className="btn" type="submit" title="⌃↵">
            Comment
          </button>
        )}
      </form>
      {comments.length > 0 && (
        <ul className="comments">
          {comments.map((comment) => (
            <li key={comment.id}>
              <p className="text" dir="auto">
                {comment.text}
              </p>
              <p className="note">
                <span className="who">{comment.person}</span>{' '}
                <time dateTime={comment.createdAt}>{comment.createdAt.slice(0, 10)}</time>
                <button
                  className="link plain"
                  type="button"
                  hidden={comment.person !== person.trim()}
                  onClick={() => remove(comment.id)}
                >
                  Remove
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {comments.length < commentCount && (
        <button className="btn quiet" type="button" onClick={showAll}>
          Show all {formatCount(commentCount)} comments
        </button>
      )}
    </>
  )
}
