'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { type KeyBinding, useKeys } from '@/app/_ui/keys'
import { Progress } from '@/app/_ui/progress'
import { NameGate } from '@/app/_ui/rubric/name-gate'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { formatCount } from '@/lib/view/format'
import { CloseStudy } from '../close-study'
import { Item } from './item'
import { useQueue } from './use-queue'

/** The queue of one person in a study. */
export function Queue({ study }: { study: Study }) {
  return <NameGate heading="h1">{(person) => <Items key={person} study={study} person={person} />}</NameGate>
}

function Items({ study, person }: { study: Study; person: string }) {
  const queue = useQueue(study.id, person)
  const { answer } = queue
  const done = answer ? answer.progress.scored + answer.progress.skipped : 0
  const all = answer ? done + answer.progress.left : study.items
  return (
    <>
      <header className="hd">
        <h1>{study.name}</h1>
        <span className="sec">
          {person}, {study.annotators === 1 ? 'one annotator' : `${study.annotators} annotators`} per item
        </span>
        <span className="prg">
          <Progress share={all === 0 ? 1 : done / all} label="Items done" />
          <b>{formatCount(done)}</b> <span className="dim">of {formatCount(all)}</span>
        </span>
        <Link className="btn" href={paths.practice()}>
          Practise
        </Link>
      </header>
      {answer?.item ? (
        <Item
          key={queue.turn}
          study={study.id}
          asksLevels={study.asksLevels}
          annotator={person}
          item={answer.item}
          number={done + 1}
          queue={queue}
        />
      ) : answer ? (
        <Done study={study} answer={answer} undo={queue.undo} />
      ) : queue.failure ? (
        <div className="say">
          <div className="err" role="alert">
            <p>
              <b>The next item could not be loaded.</b> {queue.failure}
            </p>
            <p className="row">
              <button className="btn" type="button" onClick={queue.load}>
                Try again
              </button>
            </p>
          </div>
        </div>
      ) : (
        <div className="skel ev" aria-busy="true">
          {Array.from({ length: 14 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a placeholder are all alike
            <span key={row}>
              <i style={{ width: 88 }} />
              <i style={{ width: `${50 + ((row * 17) % 30)}%` }} />
            </span>
          ))}
        </div>
      )}
    </>
  )
}

function Done(props: {
  study: Study
  answer: NonNullable<ReturnType<typeof useQueue>['answer']>
  undo: (item: string) => void
}) {
  const { scored, skipped } = props.answer.progress
  const { previous } = props.answer
  const { undo } = props
  const keys = useMemo<readonly KeyBinding[]>(
    () => (previous ? [{ keys: 'u', does: 'undo the last item', run: () => undo(previous) }] : []),
    [previous, undo],
  )
  useKeys(keys)
  return (
    <div className="say">
      <h2>{scored + skipped > 0 ? 'All done' : 'There are no items left'}</h2>
      <p className="sec">
        {scored + skipped > 0
          ? `You scored ${formatCount(scored)} items${skipped > 0 ? ` and skipped ${formatCount(skipped)}` : ''}.`
          : 'Every item has enough annotators.'}{' '}
        Results are shown when the study is closed.
      </p>
      <div className="row">
        {previous && (
          <button className="btn" type="button" onClick={() => undo(previous)}>
            Undo the last <kbd>U</kbd>
          </button>
        )}
        <CloseStudy study={props.study} />
        <Link className="btn" href={paths.studies()}>
          All studies
        </Link>
      </div>
    </div>
  )
}
