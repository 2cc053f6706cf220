'use client'

import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import { useMeaning } from '../people/meaning'

/** The button to star the feature, with the number of stars. */
export function StarButton() {
  const { dictionary, index, marks, setMarks, reload } = useMeaning()
  const [person] = usePerson()
  const { stars } = marks
  const isMine = stars.includes(person.trim())
  const toggle = () =>
    writeAs(async (by) => {
      const starred = !stars.includes(by)
      const body = { dictionary, feature: index, person: by, starred }
      const answer = await api.stars.set({ body })
      setMarks(answer.marks)
      offerUndo({ words: starred ? 'Starred' : 'Star removed', change: answer.change, after: reload })
    })
  return (
    <button
      className="btn star"
      type="button"
      id="star"
      aria-pressed={isMine}
      title={stars.length > 0 ? `Starred by ${stars.join(', ')} (S)` : 'Star (S)'}
      onClick={toggle}
    >
      <svg width="13" height="13" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 1.6l1.9 4 4.4.6-3.2 3 .8 4.4L8 11.5l-3.9 2.1.8-4.4-3.2-3 4.4-.6z" />
      </svg>
      Star <span className="n">{stars.length > 0 ? stars.length : ''}</span>
    </button>
  )
}
