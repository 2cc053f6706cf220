'use client'

import { type KeyboardEvent, useId } from 'react'
import { Tile, TileGroup } from '@/app/_ui/kit/radio-group'
import type { QuestionText } from '@/lib/contract/rubric'

const POINTS = [0, 1, 2, 3, 4, 5] as const

/** A question of the rubric with its answers. A digit answers the question that has the focus. */
export function RubricQuestion(props: {
  readonly question: QuestionText
  readonly value: number | null
  readonly isAsked: boolean
  readonly isMissing: boolean
  readonly onAnswer: (value: number) => void
}) {
  const { question, value, isAsked, isMissing, onAnswer } = props
  const { title, says, most, lowest, highest } = question
  const id = useId()
  const answerByDigit = (event: KeyboardEvent) => {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    // a digit that is no answer does not jump to a pane either
    event.preventDefault()
    if (isAsked && Number(event.key) <= most) onAnswer(Number(event.key))
  }
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-2 gap-y-0.5 py-1">
      <h3 id={`${id}-title`} className={isAsked ? 'font-medium text-ink-2' : 'font-medium text-ink-3'}>
        {title}
      </h3>
      <TileGroup
        aria-labelledby={`${id}-title`}
        aria-describedby={isMissing ? `${id}-says ${id}-missing` : `${id}-says`}
        {...(isMissing ? { 'aria-invalid': true } : {})}
        disabled={!isAsked}
        value={value === null ? '' : String(value)}
        onValueChange={(next) => onAnswer(Number(next))}
        onKeyDown={answerByDigit}
        className="gap-1"
      >
        {POINTS.slice(0, most + 1).map((points) => (
          <Tile key={points} value={String(points)}>
            {points}
            {points === 0 || points === most ? (
              <span className="sr-only"> {points === 0 ? lowest : highest}</span>
            ) : null}
          </Tile>
        ))}
      </TileGroup>
      <p id={`${id}-says`} className="col-span-2 text-12/4 text-ink-3">
        {says} 0 {lowest}, {most} {highest}.
      </p>
      {isMissing ? (
        <p id={`${id}-missing`} role="alert" className="col-span-2 text-12/4 text-bad">
          Choose 0 {most === 1 ? 'or 1' : `to ${most}`}.
        </p>
      ) : null}
    </div>
  )
}
