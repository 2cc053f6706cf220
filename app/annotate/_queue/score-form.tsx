import type { ReactNode, Ref } from 'react'
import { INTERPRETATION_LENGTH, RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { answeredTotal, isAsked, RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import type { Draft } from '@/lib/contract/studies'
import { isEmpty, type QuestionKey } from './questions'
import { Rate } from './rate'

/** The form with the rubric of one item. */
export function ScoreForm(props: {
  draft: Draft
  current: QuestionKey
  /** Questions without an answer. */
  missing: readonly QuestionKey[]
  isBusy: boolean
  submitLabel: string
  textarea: Ref<HTMLTextAreaElement>
  onText: (text: string) => void
  /** Goes from the interpretation to the next question. */
  onTextDone: () => void
  onAnswer: (key: QuestionKey, value: number) => void
  onSubmit: () => void
  /** More buttons, before the one that submits. */
  actions?: ReactNode
  /** A text below the buttons. */
  status: ReactNode
  /** A remark under one question, as in practice. */
  remark?: (key: QuestionKey) => ReactNode
}) {
  const { draft, current, missing, remark } = props
  const levels = missing.filter((key) => key.startsWith('level-')).length
  const says =
    missing.length === 0
      ? undefined
      : `Not answered: ${[...missing.filter((key) => !key.startsWith('level-')).map(titleOf), ...(levels > 0 ? [`${levels} activation levels`] : [])].join(', ')}`
  return (
    <form
      className="sc"
      aria-label="Score"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      <div className={current === 'interpretation' ? 'qu now' : 'qu'} data-question="interpretation">
        <label className="lb" htmlFor="interpretation">
          <b>Interpretation</b> <span className="dim">What do the strong examples have in common?</span>
        </label>
        <textarea
          id="interpretation"
          className="field"
          rows={3}
          ref={props.textarea}
          maxLength={INTERPRETATION_LENGTH}
          value={draft.interpretation}
          onChange={(event) => props.onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return
            event.preventDefault()
            event.currentTarget.blur()
            if (event.key === 'Enter') props.onTextDone()
          }}
        />
        {remark?.('interpretation')}
      </div>
      {RUBRIC_QUESTIONS.map((question) => {
        const isOff = !isAsked(question.name, draft)
        return (
          <fieldset
            key={question.name}
            className={`qu${current === question.name ? ' now' : ''}${isOff ? ' off' : ''}`}
            data-question={question.name}
          >
            <legend>
              <b>{question.title}</b> <span className="dim">{question.says}</span>
            </legend>
            <Rate
              name={question.name}
              most={question.most}
              value={draft[question.name]}
              isOff={isOff}
              onAnswer={(value) => props.onAnswer(question.name, value)}
            />
            <p className="note ends">
              <span>{question.lowest}</span>
              {isOff && <span>asked only if not all activations agree</span>}
              <span>{question.highest}</span>
            </p>
            {current === question.name && <p className="note">{question.help}</p>}
            {remark?.(question.name)}
          </fieldset>
        )
      })}
      <div className="end">
        <output className="tot" aria-label="Total">
          <b>{isEmpty(draft) ? '—' : answeredTotal(draft)}</b>{' '}
          <span className="dim">of {RUBRIC_MAXIMUM}</span>
        </output>
        {props.actions}
        <button
          className="btn primary"
          type="submit"
          aria-disabled={missing.length > 0 || props.isBusy}
          {...(says ? { title: says } : {})}
        >
          {props.submitLabel} <kbd>↵</kbd>
        </button>
      </div>
      {props.status}
    </form>
  )
}

function titleOf(key: QuestionKey): string {
  return RUBRIC_QUESTIONS.find(({ name }) => name === key)?.title.toLowerCase() ?? key
}
