'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { Progress } from '@/app/_ui/progress'
import { usePerson } from '@/app/_ui/rubric/person'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { formatCount } from '@/lib/view/format'
import { CloseStudy } from './close-study'

/** All studies with the progress of all people and, if the name is known, of this person. */
export function StudyList({ initial }: { initial: readonly Study[] }) {
  const [person] = usePerson()
  const mayDraw = useMay('admin')
  const [studies, setStudies] = useState(initial)

  useEffect(() => {
    const name = person.trim()
    if (name === '') return
    const abort = new AbortController()
    api.studies
      .list({ query: { annotator: name } }, { signal: abort.signal })
      .then((answer) => setStudies(answer.items))
      // the list from the server stays; only the progress of this person is missing
      .catch(() => undefined)
    return () => abort.abort()
  }, [person])

  if (studies.length === 0)
    return (
      <div className="empty">
        <p>
          <b>There are no studies yet.</b> A study draws items from dictionaries, mixes them, and asks people
          to score each item by the rubric before anybody sees what the items are.
        </p>
        <p className="row">
          {mayDraw ? (
            <Link className="btn primary" href={paths.newStudy()}>
              New study
            </Link>
          ) : null}
          <Link className="btn" href={paths.practice()}>
            Practise with samples
          </Link>
        </p>
      </div>
    )
  return (
    <ul className="studies">
      {studies.map((study) => (
        <li key={study.id}>
          <header>
            <h2>
              <Link
                className="link"
                href={study.status === 'open' ? paths.study(study.id) : paths.results(study.id)}
              >
                {study.name}
              </Link>
            </h2>
            <span className="chip">{study.status}</span>
            <span className="dim">
              by {study.createdBy}, {study.createdAt.slice(0, 10)}
            </span>
          </header>
          <Progress share={study.scores / study.places} label={`Scores of ${study.name}`} />
          <p className="note">
            {formatCount(study.scores)} of {formatCount(study.places)} scores, {formatCount(study.items)}{' '}
            items × {study.annotators} {study.annotators === 1 ? 'annotator' : 'annotators'}
            {study.mine && study.status === 'open'
              ? `; yours ${formatCount(study.mine.scored)} scored, ${formatCount(study.mine.left)} left`
              : ''}
          </p>
          <div className="row">
            {study.status === 'open' ? (
              <>
                <Link className="btn primary" href={paths.study(study.id)}>
                  {study.mine && study.mine.scored > 0 ? 'Continue scoring' : 'Score'}
                </Link>
                <CloseStudy study={study} />
              </>
            ) : (
              <Link className="btn" href={paths.results(study.id)}>
                Results
              </Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
