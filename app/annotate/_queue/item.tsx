'use client'

import { useMemo, useRef, useState } from 'react'
import { type KeyBinding, useKeys } from '@/app/_ui/keys'
import type { QueueAnswer } from '@/lib/contract/studies'
import type { SkipReason } from '@/lib/domain/study'
import { Evidence } from './evidence'
import { newSubmission } from './new-submission'
import { ScoreForm } from './score-form'
import { SkipDialog } from './skip-dialog'
import { useAnswerKeys } from './use-answer-keys'
import { useAnswers, useStopwatch } from './use-answers'
import { useDraftSaving, type useQueue } from './use-queue'

/** The current item: its evidence next to its form. A new item mounts a new component. */
export function Item(props: {
  study: number
  asksLevels: boolean
  annotator: string
  item: NonNullable<QueueAnswer['item']>
  number: number
  queue: ReturnType<typeof useQueue>
}) {
  const { item, queue, asksLevels } = props
  const elapsed = useStopwatch(item.milliseconds)
  const drafts = useDraftSaving(props.study, props.annotator, item.id, elapsed)
  const answers = useAnswers({
    evidence: item.evidence,
    asksLevels,
    initial: item.draft,
    onChange: drafts.save,
  })
  // one id per form, so that a second press after a lost answer stores the score only once
  const [submission] = useState(newSubmission)
  const [isSkipping, setSkipping] = useState(false)
  const previous = queue.answer?.previous ?? null

  const submit = () => {
    if (queue.isBusy) return
    if (answers.missing.length > 0) answers.goToMissing()
    else void queue.score(item.id, submission, answers.draft, asksLevels, elapsed())
  }
  const skip = (reason: SkipReason, note: string) => {
    setSkipping(false)
    if (!queue.isBusy) void queue.skip(item.id, reason, note, elapsed())
  }
  const undo = () => {
    if (previous && !queue.isBusy) void queue.undo(previous)
  }
  useAnswerKeys(answers, submit)
  const act = useRef({ undo })
  act.current = { undo }
  const keys = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 's', does: 'skip with a reason', run: () => setSkipping(true) },
      { keys: 'u', does: 'undo the last item', run: () => act.current.undo() },
    ],
    [],
  )
  useKeys(keys)

  return (
    <div className="g">
      <Evidence
        evidence={item.evidence}
        title={`Item ${props.number}`}
        levels={asksLevels ? answers.draft.levels : null}
        current={answers.current}
        onAnswer={answers.answer}
      />
      <ScoreForm
        draft={answers.draft}
        current={answers.current}
        missing={answers.missing}
        isBusy={queue.isBusy}
        submitLabel={queue.failure ? 'Try again' : 'Next'}
        textarea={answers.textarea}
        onText={answers.setText}
        onTextDone={() => answers.move(1)}
        onAnswer={answers.answer}
        onSubmit={submit}
        actions={
          <>
            <button
              className="btn quiet"
              type="button"
              onClick={undo}
              aria-disabled={!previous}
              title={previous ? 'Undo the last item' : 'There is nothing to undo'}
            >
              Undo <kbd>U</kbd>
            </button>
            <button className="btn" type="button" onClick={() => setSkipping(true)}>
              Skip <kbd>S</kbd>
            </button>
          </>
        }
        status={
          queue.failure ? (
            <p className="note bad" role="alert">
              Your answers could not be stored: {queue.failure}
            </p>
          ) : (
            <p className="note" role="status">
              {answers.missing.length > 0
                ? `${answers.missing.length} answers are missing. `
                : 'All questions are answered. '}
              {SAVING[drafts.state]}
            </p>
          )
        }
      />
      {isSkipping && <SkipDialog onSkip={skip} onCancel={() => setSkipping(false)} />}
    </div>
  )
}

const SAVING = {
  idle: 'Type a digit to answer the marked question. Answers are saved at once.',
  saving: 'Saving …',
  saved: 'Your answers are saved.',
  failed: 'Your answers are not saved yet. They are sent again with the next change.',
}
