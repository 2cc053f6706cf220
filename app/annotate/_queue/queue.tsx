'use client'

import Link from 'next/link'
import { useMemo, useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Progress } from '@/app/_ui/progress'
import { NameGate } from '@/app/_ui/rubric/name-gate'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { formatCount } from '@/lib/view/format'
import { Centred, PageHead } from '../_parts/page-head'
import { Done } from './done'
import { Item } from './item'
import { useQueue } from './use-queue'

/** The queue of one person in a study. */
export function Queue({ study }: { study: Study }) {
  return (
    <NameGate heading="h1">{(person) => <Items key={person} study={study} annotator={person} />}</NameGate>
  )
}

function Items({ study, annotator }: { study: Study; annotator: string }) {
  const { id, asksLevels } = study
  const person = useMemo(() => ({ study: id, annotator, asksLevels }), [id, annotator, asksLevels])
  const queue = useQueue(person)
  const { turn } = queue
  const answer = turn.data?.answer
  const done = answer ? answer.progress.scored + answer.progress.skipped : 0
  const all = answer ? done + answer.progress.left : study.items
  return (
    <>
      <PageHead
        title={study.name}
        remark={`${annotator}, ${study.annotators === 1 ? 'one annotator' : `${study.annotators} annotators`} per item`}
      >
        <span className="flex items-center gap-2 max-md:flex-1 md:ml-auto">
          <span className="w-40 max-md:flex-1">
            <Progress share={all === 0 ? 1 : done / all} label="Items done" />
          </span>
          <span role="status" className="text-ink-3">
            <b className="font-semibold text-ink">{formatCount(done)}</b> of {formatCount(all)}
            <span className="sr-only"> items done</span>
          </span>
        </span>
        <Button asChild>
          <Link href={paths.practice()}>Practise</Link>
        </Button>
      </PageHead>
      {turn.data ? <Notice key={turn.data.notice} words={turn.data.notice} /> : null}
      {answer?.item ? (
        <Item
          key={answer.item.id}
          place={{ study: id, annotator, item: answer.item.id }}
          asksLevels={asksLevels}
          item={answer.item}
          number={done + 1}
          previous={answer.previous}
          queue={queue}
        />
      ) : answer ? (
        <Done study={study} answer={answer} person={person} queue={queue} />
      ) : turn.isError ? (
        <Centred>
          <Failed what="The next item" error={turn.error} onRetry={() => void turn.refetch()} />
        </Centred>
      ) : turn.isPaused ? (
        <Centred>
          <p role="status">You are offline. The next item is loaded when the connection is back.</p>
        </Centred>
      ) : (
        <div className="px-4 py-3 md:px-6" aria-busy="true">
          <Skeleton lines={8} />
        </div>
      )}
    </>
  )
}

/** What happened to the item before, until it is dismissed or the next item comes. */
function Notice({ words }: { words: string }) {
  const [isShown, setShown] = useState(true)
  return (
    <div role="status">
      {words !== '' && isShown ? (
        <p className="flex items-center gap-2 border-b border-line bg-accent-soft px-4 py-1 md:px-6">
          <span className="min-w-0 flex-1">{words}</span>
          <Button size="icon" variant="quiet" aria-label="Dismiss" onClick={() => setShown(false)}>
            ×
          </Button>
        </p>
      ) : null}
    </div>
  )
}
