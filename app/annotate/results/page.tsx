import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { listStudies } from '@/lib/db/queries/studies'
import { studyResults } from '@/lib/services/studies/results'
import { Agreement } from './agreement'
import { Groups } from './groups'
import { Items } from './items'
import { Levels } from './levels'
import { StudyFacts } from './study-facts'

interface Props {
  searchParams: Promise<{ study?: string | string[] }>
}

export const metadata: Metadata = { title: 'Results' }
export const dynamic = 'force-dynamic'

/** The results of closed studies. An open study shows no results. */
export default async function ResultsPage({ searchParams }: Props) {
  const studies = await listStudies(await database())
  const closed = studies.filter((study) => study.status === 'closed')
  const { study: asked } = await searchParams
  const chosen = asked === undefined ? closed[0] : studies.find((study) => String(study.id) === asked)
  if (asked !== undefined && !chosen) notFound()
  const exportOf = (format: 'csv' | 'jsonl' | 'codebook') =>
    operationUrl(LINKED.exportStudy, { study: chosen?.id ?? 0 }, { format })
  return (
    <>
      <main id="main" className="annotate results">
        <header className="hd">
          <h1>Results</h1>
          {closed.length > 0 && (
            <nav className="seg" aria-label="Closed studies">
              {closed.map((study) => (
                <Link
                  key={study.id}
                  href={paths.results(study.id)}
                  aria-current={study.id === chosen?.id ? 'page' : undefined}
                >
                  {study.name}
                </Link>
              ))}
            </nav>
          )}
          {chosen?.status === 'closed' && (
            <span className="acts">
              <a className="btn" href={exportOf('csv')} download>
                CSV
              </a>
              <a className="btn" href={exportOf('jsonl')} download>
                JSONL
              </a>
              <a className="btn" href={exportOf('codebook')} download>
                Codebook
              </a>
            </span>
          )}
        </header>
        {chosen?.status === 'closed' ? <Found id={chosen.id} /> : <Nothing name={chosen?.name ?? null} />}
      </main>
      <KeyHints
        hints={[
          ['g a', 'annotate'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}

async function Found({ id }: { id: number }) {
  const results = await studyResults(await database(), id)
  const { summary, study } = results
  return (
    <>
      <div className="cols">
        <div>
          <Groups summary={summary} />
          {study.asksLevels && <Levels summary={summary} />}
        </div>
        <div>
          <StudyFacts study={study} summary={summary} />
          <Agreement summary={summary} />
        </div>
      </div>
      <Items items={results.items} />
    </>
  )
}

function Nothing({ name }: { name: string | null }) {
  return (
    <div className="empty">
      <p>
        <b>{name === null ? 'No study is closed yet.' : `${name} is open.`}</b> Results are shown when a study
        is closed, so that nobody knows the scores of others while scoring.
      </p>
      <p className="row">
        <Link className="btn" href={paths.studies()}>
          Studies
        </Link>
      </p>
    </div>
  )
}
