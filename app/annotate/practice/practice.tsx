'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { Note } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import { EMPTY_DRAFT } from '@/lib/contract/studies'
import { Centred, PageHead } from '../_parts/page-head'
import { Evidence } from '../_queue/evidence'
import type { QuestionKey } from '../_queue/questions'
import { ScoreForm } from '../_queue/score-form'
import { KeysNow, missingSaid } from '../_queue/status'
import { useAnswerKeys } from '../_queue/use-answer-keys'
import { useAnswers } from '../_queue/use-answers'
import { SAMPLES, type Sample } from './samples'

/** Sample items whose answers people can compare with their own; nothing is stored. */
export function Practice() {
  const [at, setAt] = useState(0)
  const isOver = at >= SAMPLES.length
  return (
    <>
      <PageHead title="Practice" remark="invented items with sample answers; nothing is stored">
        <span className="text-ink-3 md:ml-auto">
          <b className="font-semibold text-ink">{Math.min(at + 1, SAMPLES.length)}</b> of {SAMPLES.length}
        </span>
        <Button asChild>
          <Link href={paths.studies()}>All studies</Link>
        </Button>
      </PageHead>
      {isOver ? (
        <Centred>
          <h2 className="text-20/7">You are ready</h2>
          <p className="text-ink-2">
            Real items look the same. Judge each item by what it shows. There is no number of points to reach.
          </p>
          <p className="flex flex-wrap gap-2">
            <Button variant="primary" asChild>
              <Link href={paths.studies()}>Choose a study</Link>
            </Button>
            <Button onClick={() => setAt(0)}>Again</Button>
          </p>
        </Centred>
      ) : (
        <SampleItem key={at} sample={SAMPLES[at]} number={at + 1} onNext={() => setAt(at + 1)} />
      )}
    </>
  )
}

function SampleItem({ sample, number, onNext }: { sample: Sample; number: number; onNext: () => void }) {
  const { evidence, asksLevels } = sample
  const answers = useAnswers({ evidence, asksLevels, initial: EMPTY_DRAFT })
  const [isShown, setShown] = useState(false)

  const submit = () => {
    if (isShown) onNext()
    else if (answers.missing.length > 0) answers.goToMissing()
    else setShown(true)
  }
  useAnswerKeys(answers, submit)

  const remark = (key: QuestionKey) => {
    if (!isShown || key.startsWith('level-')) return null
    if (key === 'interpretation')
      return (
        <Remark>
          Sample: <b>{sample.interpretation || 'none'}</b>. {sample.why.interpretation}
        </Remark>
      )
    const name = key as keyof Sample['answers']
    const expected = sample.answers[name]
    if (expected === null) return null
    const own = answers.draft[name]
    return (
      <Remark isOff={own !== expected}>
        Sample: <b>{expected}</b>
        {own === expected ? ', like yours' : own === null ? '' : `, yours is ${own}`}. {sample.why[name]}
      </Remark>
    )
  }

  const isLast = number === SAMPLES.length
  return (
    <div className="grid items-start lg:grid-cols-[minmax(0,1fr)_25.75rem]">
      <Evidence
        evidence={evidence}
        title={isShown ? `Sample ${number}: ${sample.title.toLowerCase()}` : `Sample ${number}`}
        remark={isShown ? sample.says : 'an invented item, made to practise on'}
        asksLevels={asksLevels}
        answers={answers}
        isBusy={false}
        onSubmit={submit}
      />
      <ScoreForm
        answers={isShown ? { ...answers, missing: [] } : answers}
        isBusy={false}
        submitLabel={isShown ? (isLast ? 'Finish' : 'Next sample') : 'Compare'}
        onSubmit={submit}
        remark={remark}
        status={
          <>
            {isShown && sample.why.levels ? (
              <Remark role="status">
                Activation levels: {levelsSaid(sample)}. {sample.why.levels}
              </Remark>
            ) : (
              <Note role="status">
                {isShown
                  ? 'Answers often differ by one point. It matters more to judge all items in the same way.'
                  : `${missingSaid(answers.missing)} Then compare your answers with the sample’s.`}
              </Note>
            )}
            <KeysNow
              current={answers.current}
              isComplete={isShown || answers.missing.length === 0}
              next={isShown ? (isLast ? 'ends the practice' : 'shows the next sample') : 'compares'}
            />
          </>
        }
      />
    </div>
  )
}

/** A sample answer with its reason, next to the person's own; one that differs has a mark at its edge. */
function Remark(props: { isOff?: boolean; role?: 'status'; children: ReactNode }) {
  return (
    <p
      {...(props.role ? { role: props.role } : {})}
      className={cn(
        'mt-1.5 rounded-2 bg-sunken px-2 py-1.5 text-12/4',
        props.isOff && 'border-l-2 border-warn',
      )}
    >
      {props.children}
    </p>
  )
}

function levelsSaid(sample: Sample): string {
  return Object.values(sample.levels).join(', ')
}
