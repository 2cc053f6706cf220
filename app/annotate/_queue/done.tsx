'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { type KeyBinding, useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { Kbd } from '@/app/_ui/kit/kbd'
import { Note } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import type { QueueAnswer, Study } from '@/lib/contract/studies'
import { messageOf } from '@/lib/errors'
import { formatCount } from '@/lib/view/format'
import { CloseStudy } from '../_parts/close-study'
import { Centred } from '../_parts/page-head'
import type { Person } from './turns'
import type { useQueue } from './use-queue'

/** What a person sees who has no item left: how much they did, and a way back to the last item. */
export function Done(props: {
  readonly study: Study
  readonly answer: QueueAnswer
  readonly person: Person
  readonly queue: Pick<ReturnType<typeof useQueue>, 'step' | 'take'>
}) {
  const { study, annotator } = props.person
  const { step, take } = props.queue
  const { scored, skipped } = props.answer.progress
  const { previous } = props.answer
  const undo = useMemo(
    () => previous && (() => take({ kind: 'undo', place: { study, annotator, item: previous } })),
    [previous, take, study, annotator],
  )
  const keys = useMemo<readonly KeyBinding[]>(
    () => (undo ? [{ keys: 'u', does: 'undo the last item', run: undo }] : []),
    [undo],
  )
  useKeys(keys)
  return (
    <Centred>
      <h2 className="text-20/7">{scored + skipped > 0 ? 'All done' : 'There are no items left'}</h2>
      <p className="text-ink-2">
        {scored + skipped > 0
          ? `You scored ${formatCount(scored)} items${skipped > 0 ? ` and skipped ${formatCount(skipped)}` : ''}.`
          : 'Every item has enough annotators.'}{' '}
        Results are shown when the study is closed.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {undo ? (
          <Button onClick={undo} pending={step.isPending}>
            Undo the last <Kbd>U</Kbd>
          </Button>
        ) : null}
        <CloseStudy study={props.study} />
        <Button asChild>
          <Link href={paths.studies()}>All studies</Link>
        </Button>
      </div>
      {step.isError ? (
        <Note role="alert" className="text-bad">
          The last item could not be undone: {messageOf(step.error)}
        </Note>
      ) : null}
    </Centred>
  )
}
