import type { ReactNode, Ref } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Textarea } from '@/app/_ui/kit/input'
import { Kbd } from '@/app/_ui/kit/kbd'
import { Note } from '@/app/_ui/kit/pane'
import { INTERPRETATION_LENGTH, RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { answeredTotal, isAsked, type QuestionText, RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import { Question } from './question'
import { isEmpty, type QuestionKey } from './questions'
import { Rate } from './rate'
import type { useAnswers } from './use-answers'

const STATUS_ID = 'score-status'

/** The form with the rubric of one item. It sticks next to the evidence where there is room. */
export function ScoreForm(props: {
  readonly answers: ReturnType<typeof useAnswers>
  /** True while what was answered is on its way; nothing can be changed then. */
  readonly isBusy: boolean
  readonly submitLabel: string
  readonly onSubmit: () => void
  /** More buttons, before the one that submits. */
  readonly actions?: ReactNode
  /** What is missing, saved or wrong, below the buttons. */
  readonly status: ReactNode
  /** A remark under one question, as in practice. */
  readonly remark?: (key: QuestionKey) => ReactNode
}) {
  const { answers, isBusy, remark, onSubmit } = props
  const { draft, current, missing } = answers
  return (
    <form
      aria-label="Score"
      className="grid gap-2.5 px-4 pt-3 pb-4 max-lg:border-t-4 max-lg:border-canvas md:px-6 lg:sticky lg:top-bar lg:max-h-[calc(100dvh-var(--spacing-bar)-var(--spacing-foot))] lg:overflow-y-auto"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Question
        name="interpretation"
        title="Interpretation"
        says="What do the strong examples have in common?"
        isMarked={current === 'interpretation'}
        onMark={answers.mark}
      >
        <Interpretation answers={answers} isReadOnly={isBusy} ref={answers.textarea} />
        {remark?.('interpretation')}
      </Question>
      {RUBRIC_QUESTIONS.map((question) => {
        const { name } = question
        const isOff = !isAsked(name, draft)
        return (
          <Question
            key={name}
            name={name}
            title={question.title}
            says={question.says}
            isMarked={current === name}
            onMark={answers.mark}
          >
            <Rate
              label={question.title}
              describedBy={`q-${name}-says q-${name}-ends`}
              most={question.most}
              value={draft[name]}
              isOff={isOff}
              isReadOnly={isBusy}
              onAnswer={(value, byPointer) => answers.answer(name, value, byPointer)}
              onEnter={onSubmit}
            />
            <Below question={question} isMarked={current === name} isOff={isOff} />
            {remark?.(name)}
          </Question>
        )
      })}
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3 max-md:sticky max-md:bottom-tabs max-md:z-10 max-md:-mx-4 max-md:border-line-strong max-md:bg-surface max-md:px-4 max-md:py-2">
        <output className="flex-1 whitespace-nowrap text-ink-3" aria-label="Total">
          <b className="text-20 font-semibold text-ink">{isEmpty(draft) ? '—' : answeredTotal(draft)}</b> of{' '}
          {RUBRIC_MAXIMUM}
        </output>
        {props.actions}
        <Button
          variant="primary"
          type="submit"
          className="max-md:h-11 max-md:px-4"
          pending={isBusy}
          aria-describedby={STATUS_ID}
          {...(missing.length > 0 ? { 'aria-disabled': true } : {})}
        >
          {props.submitLabel} <Kbd>↵</Kbd>
        </Button>
      </div>
      <div id={STATUS_ID} className="grid gap-1">
        {props.status}
      </div>
    </form>
  )
}

/**
 * What the ends of the scale mean, or, for the marked question, how to choose an answer. Both take two lines, so that
 * nothing moves under the pointer as the mark moves.
 */
function Below(props: {
  readonly question: QuestionText
  readonly isMarked: boolean
  readonly isOff: boolean
}) {
  const { question, isMarked, isOff } = props
  return (
    <div className="mt-0.5 min-h-8">
      <Note
        id={`q-${question.name}-ends`}
        className={isMarked && !isOff ? 'sr-only' : 'flex justify-between gap-2'}
      >
        <span>
          <span className="sr-only">0 is </span>
          {question.lowest}
        </span>
        {isOff && <span>asked only if not all activations agree</span>}
        <span>
          <span className="sr-only">{question.most} is </span>
          {question.highest}
        </span>
      </Note>
      {isMarked && !isOff ? <Note>{question.help}</Note> : null}
    </div>
  )
}

function Interpretation(props: {
  readonly answers: ReturnType<typeof useAnswers>
  readonly isReadOnly: boolean
  readonly ref: Ref<HTMLTextAreaElement>
}) {
  const { answers, isReadOnly, ref } = props
  return (
    <Textarea
      ref={ref}
      rows={3}
      aria-label="Interpretation"
      aria-describedby="q-interpretation-says"
      readOnly={isReadOnly}
      maxLength={INTERPRETATION_LENGTH}
      value={answers.draft.interpretation}
      onChange={(event) => answers.setText(event.target.value)}
      onKeyDown={(event) => {
        const isNext = event.key === 'Enter' && !event.shiftKey
        // Enter ends a composition of characters too, as in Japanese
        if ((event.key !== 'Escape' && !isNext) || event.nativeEvent.isComposing) return
        event.preventDefault()
        if (isNext) answers.move(1)
        else event.currentTarget.closest<HTMLElement>('[data-question]')?.focus()
      }}
    />
  )
}
