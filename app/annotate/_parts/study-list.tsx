'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMay } from '@/app/_ui/account/account-context'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { Button } from '@/app/_ui/kit/button'
import { Chip } from '@/app/_ui/kit/chip'
import { Empty, Failed } from '@/app/_ui/kit/notice'
import { Note } from '@/app/_ui/kit/pane'
import { Progress } from '@/app/_ui/progress'
import { usePerson } from '@/app/_ui/rubric/person'
import { When } from '@/app/_ui/when'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { formatCount } from '@/lib/view/format'
import { CloseStudy } from './close-study'

/** All studies with the progress of all people and, if the name is known, of this person. */
export function StudyList() {
  const [person] = usePerson()
  // the list without progress comes with the page, and stays until the one with progress is here
  const studies = useQuery({ ...studyQueries.list(person.trim()), placeholderData: keepPreviousData })
  if (studies.isError)
    return (
      <div className="px-4 py-6 md:px-6">
        <Failed what="The studies" error={studies.error} onRetry={() => void studies.refetch()} />
      </div>
    )
  if (studies.data?.items.length === 0) return <NoStudies />
  return (
    <ul className="max-w-280">
      {studies.data?.items.map((study) => (
        <Entry key={study.id} study={study} />
      ))}
    </ul>
  )
}

function Entry({ study }: { study: Study }) {
  const isOpen = study.status === 'open'
  return (
    <li className="border-b border-line px-4 py-4 md:px-6">
      <header className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-15 wrap-anywhere">
          <Link className="text-accent" href={isOpen ? paths.study(study.id) : paths.results(study.id)}>
            {study.name}
          </Link>
        </h2>
        <Chip>{study.status}</Chip>
        <span className="text-ink-3">
          by {study.createdBy}, <When at={study.createdAt} as="day" />
        </span>
      </header>
      <Progress share={study.scores / study.places} label={`Scores of ${study.name}`} />
      <Note className="mt-1.5 mb-2.5">
        {formatCount(study.scores)} of {formatCount(study.places)} scores, {formatCount(study.items)} items ×{' '}
        {study.annotators} {study.annotators === 1 ? 'annotator' : 'annotators'}
        {study.mine && isOpen
          ? `; yours: ${formatCount(study.mine.scored)} scored, ${formatCount(study.mine.left)} left`
          : ''}
      </Note>
      <div className="flex flex-wrap items-center gap-2">
        {isOpen ? (
          <>
            <Button variant="primary" asChild>
              <Link href={paths.study(study.id)}>
                {study.mine && study.mine.scored > 0 ? 'Continue' : 'Score'}
                <span className="sr-only"> {study.name}</span>
              </Link>
            </Button>
            <CloseStudy study={study} />
          </>
        ) : (
          <Button asChild>
            <Link href={paths.results(study.id)}>
              Results<span className="sr-only"> of {study.name}</span>
            </Link>
          </Button>
        )}
      </div>
    </li>
  )
}

function NoStudies() {
  const mayDraw = useMay('admin')
  return (
    <Empty className="mx-4 my-6 max-w-280 md:mx-6">
      <p>
        <b className="font-semibold">There are no studies yet.</b> A study draws items from dictionaries,
        mixes them, and asks people to score each item by the rubric before anybody sees what the items are.
      </p>
      <p className="flex flex-wrap gap-2">
        {mayDraw ? (
          <Button variant="primary" asChild>
            <Link href={paths.newStudy()}>New study</Link>
          </Button>
        ) : null}
        <Button asChild>
          <Link href={paths.practice()}>Practise with samples</Link>
        </Button>
      </p>
    </Empty>
  )
}
