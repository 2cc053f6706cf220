'use client'

import Link from 'next/link'
import { useState } from 'react'
import { paths } from '@/lib/contract/paths'
import { EMPTY_DRAFT } from '@/lib/contract/studies'
import { Evidence } from '../_queue/evidence'
import type { QuestionKey } from '../_queue/questions'
import { ScoreForm } from '../_queue/score-form'
import { useAnswerKeys } from '../_queue/use-answer-keys'
import { useAnswers } from '../_queue/use-answers'
import { SAMPLES, type Sample } from './samples'

/** Sample items whose answers people can compare with their own; nothing is stored. */
export function Practice() {
  const [at, setAt] = useState(0)
  const isOver = at >= SAMPLES.length
  return (
    <>
      <header className="hd">
        <h1>Practice</h1>
        <span className="sec">invented items with sample answers; nothing is stored</span>
        <span className="prg">
          <b>{Math.min(at + 1, SAMPLES.length)}</b> <span className="dim">of {SAMPLES.length}</span>
        </span>
        <Link className="btn" href={paths.studies()}>
          All studies
        </Link>
      </header>
      {isOver ? (
        <div className="say">
          <h2>You are ready</h2>
          <p className="sec">
            Real items look the same. Judge each item by what it shows. There is no number of points to reach.
          </p>
          <p className="row">
            <Link className="btn primary" href={paths.studies()}>
              Choose a study
            </Link>
            <button className="btn" type="button" onClick={() => setAt(0)}>
              Again
            </button>
          </p>
        </div>
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
        <p className="remark">
          Sample: <b>{sample.interpretation || 'none'}</b>. {sample.why.interpretation}
        </p>
      )
    const name = key as keyof Sample['answers']
    const expected = sample.answers[name]
    if (expected === null) return null
    const own = answers.draft[name]
    return (
      <p className={own === expected ? 'remark' : 'remark off-by'}>
        Sample: <b>{expected}</b>
        {own === expected ? ', like yours' : own === null ? '' : `, yours is ${own}`}. {sample.why[name]}
      </p>
    )
  }

  return (
    <div className="g">
      <Evidence
        evidence={evidence}
        title={isShown ? `Sample ${number}: ${sample.title.toLowerCase()}` : `Sample ${number}`}
        levels={asksLevels ? answers.draft.levels : null}
        current={answers.current}
        onAnswer={answers.answer}
      />
      <ScoreForm
        draft={answers.draft}
        current={answers.current}
        missing={isShown ? [] : answers.missing}
        isBusy={false}
        submitLabel={isShown ? (number === SAMPLES.length ? 'Finish' : 'Next sample') : 'Compare'}
        textarea={answers.textarea}
        onText={answers.setText}
        onTextDone={() => answers.move(1)}
        onAnswer={answers.answer}
        onSubmit={submit}
        remark={remark}
        status={
          isShown && sample.why.levels ? (
            <p className="remark" role="status">
              Activation levels: {levelsSaid(sample)}. {sample.why.levels}
            </p>
          ) : (
            <p className="note" role="status">
              {isShown
                ? 'Answers often differ by one point. It matters more to judge all items in the same way.'
                : 'Give your answers, then compare them.'}
            </p>
          )
        }
      />
    </div>
  )
}

function levelsSaid(sample: Sample): string {
  return Object.values(sample.levels).join(', ')
}
