'use client'

import { useMemo, useRef, useState } from 'react'
import { type KeyBinding, useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { Kbd } from '@/app/_ui/kit/kbd'
import { EMPTY_DRAFT, type QueueAnswer } from '@/lib/contract/studies'
import type { SkipReason } from '@/lib/domain/study'
import { Evidence } from './evidence'
import { keptAnswers, type Place } from './kept-answers'
import { newSubmission } from './new-submission'
import { Saving } from './saving'
import { ScoreForm } from './score-form'
import { SkipDialog } from './skip-dialog'
import { KeysNow } from './status'
import { useAnswerKeys } from './use-answer-keys'
import { useAnswers } from './use-answers'
import { useDraftSaving } from './use-draft-saving'
import type { useQueue } from './use-queue'
import { useStopwatch } from './use-stopwatch'

/** The current item: its evidence next to its form. A new item mounts a new component. */
export function Item(props: {
  readonly place: Place
  readonly asksLevels: boolean
  readonly item: NonNullable<QueueAnswer['item']>
  readonly number: number
  readonly previous: string | null
  readonly queue: ReturnType<typeof useQueue>
}) {
  const { place, item, asksLevels, previous } = props
  const { step, take } = props.queue
  // answers that the server has not confirmed are newer than its own
  const [kept] = useState(() => keptAnswers(place))
  const elapsed = useStopwatch(Math.max(item.milliseconds, kept?.milliseconds ?? 0))
  const drafts = useDraftSaving(place, elapsed, kept !== null)
  const answers = useAnswers({
    evidence: item.evidence,
    asksLevels,
    initial: kept?.draft ?? item.draft ?? EMPTY_DRAFT,
    onChange: drafts.save,
  })
  // one id per form, so that a second press after a lost answer stores the score only once
  const [submission] = useState(newSubmission)
  const [isSkipping, setSkipping] = useState(false)

  const submit = () => {
    if (step.isPending) return
    if (answers.missing.length > 0) return answers.goToMissing()
    drafts.finish(answers.draft, submission)
    take({ kind: 'score', place, submission, draft: answers.draft, milliseconds: elapsed() })
  }
  const skip = (reason: SkipReason, note: string) => {
    setSkipping(false)
    drafts.flush()
    take({ kind: 'skip', place, reason, note, milliseconds: elapsed() })
  }
  const undo = () => {
    if (!previous || step.isPending) return
    drafts.flush()
    take({ kind: 'undo', place: { ...place, item: previous } })
  }
  useAnswerKeys(answers, submit)
  const act = useRef({ undo, isBusy: step.isPending })
  act.current = { undo, isBusy: step.isPending }
  const keys = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 's', does: 'skip with a reason', run: () => act.current.isBusy || setSkipping(true) },
      { keys: 'u', does: 'undo the last item', run: () => act.current.undo() },
    ],
    [],
  )
  useKeys(keys)

  return (
    <div className="grid items-start lg:grid-cols-[minmax(0,1fr)_25.75rem]">
      <Evidence
        evidence={item.evidence}
        title={`Item ${props.number}`}
        remark="items of several kinds in random order; nothing here tells the kind"
        asksLevels={asksLevels}
        answers={answers}
        isBusy={step.isPending}
        onSubmit={submit}
      />
      <ScoreForm
        answers={answers}
        isBusy={step.isPending}
        submitLabel={step.isError && step.variables.kind === 'score' ? 'Try again' : 'Next'}
        onSubmit={submit}
        actions={
          <>
            <Button
              variant="quiet"
              className="max-md:h-11"
              onClick={undo}
              reason={previous ? null : 'There is nothing to undo'}
            >
              Undo <Kbd>U</Kbd>
            </Button>
            <Button className="max-md:h-11" onClick={() => step.isPending || setSkipping(true)}>
              Skip <Kbd>S</Kbd>
            </Button>
          </>
        }
        status={
          <>
            <Saving step={step} saving={drafts.saving} missing={answers.missing} />
            <KeysNow
              current={answers.current}
              isComplete={answers.missing.length === 0}
              next="stores your answers"
            />
          </>
        }
      />
      {isSkipping && <SkipDialog onSkip={skip} onCancel={() => setSkipping(false)} />}
    </div>
  )
}
