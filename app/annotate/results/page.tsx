import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { Empty } from '@/app/_ui/kit/notice'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { listStudies } from '@/lib/db/queries/studies'
import { studyResults } from '@/lib/services/studies/results'
import { PageHead } from '../_parts/page-head'
import { Agreement, ByDensity } from './agreement'
import { Groups } from './groups'
import { Items } from './items'
import { Levels } from './levels'
import { PrintButton } from './print-button'
import { StudyFacts } from './study-facts'

interface Props {
  searchParams: Promise<{ study?: string | string[] }>
}

export const metadata: Metadata = { title: 'Results' }
export const dynamic = 'force-dynamic'

const FILES = { csv: 'CSV', jsonl: 'JSONL', codebook: 'Codebook' } as const

/** The results of closed studies. An open study shows no results. */
export default async function ResultsPage({ searchParams }: Props) {
  const studies = await listStudies(await database())
  const closed = studies.filter((study) => study.status === 'closed')
  const { study: asked } = await searchParams
  const chosen = asked === undefined ? closed[0] : studies.find((study) => String(study.id) === asked)
  if (asked !== undefined && !chosen) notFound()
  const isClosed = chosen?.status === 'closed'
  return (
    <>
      <main id="main" className="[print-color-adjust:exact]">
        <PageHead title={isClosed ? `Results of ${chosen.name}` : 'Results'}>
          {isClosed ? <Files study={chosen.id} /> : null}
        </PageHead>
        {closed.length > (isClosed ? 1 : 0) ? <ClosedStudies studies={closed} chosen={chosen?.id} /> : null}
        {isClosed ? <Found id={chosen.id} name={chosen.name} /> : <Nothing name={chosen?.name ?? null} />}
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

const Files = ({ study }: { study: number }) => (
  <span className="flex flex-wrap items-center gap-2 md:ml-auto print:hidden">
    <PrintButton />
    {(['csv', 'jsonl', 'codebook'] as const).map((format) => (
      <Button key={format} asChild>
        <a href={operationUrl(LINKED.exportStudy, { study }, { format })} download>
          {FILES[format]}
        </a>
      </Button>
    ))}
  </span>
)

/** Links to the results of every closed study. */
const ClosedStudies = ({ studies, chosen }: { studies: readonly Study[]; chosen: number | undefined }) => (
  <nav
    aria-label="Closed studies"
    className="flex flex-wrap gap-2 border-b border-line px-4 py-2 md:px-6 print:hidden"
  >
    {studies.map((study) => (
      <Link
        key={study.id}
        href={paths.results(study.id)}
        aria-current={study.id === chosen ? 'page' : undefined}
        className={cn(
          'flex min-h-6 max-w-full items-center rounded-2 border px-2 text-12 wrap-anywhere max-md:min-h-9',
          study.id === chosen
            ? 'border-accent bg-accent-soft font-semibold'
            : 'border-line-strong text-ink-2 hover:bg-sunken',
        )}
      >
        {study.name}
      </Link>
    ))}
  </nav>
)

async function Found({ id, name }: { id: number; name: string }) {
  const { summary, study, items } = await studyResults(await database(), id)
  return (
    <>
      <div className="grid border-b border-line lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:block">
        <div className="max-lg:border-b max-lg:border-line">
          <Groups summary={summary} study={name} />
          {study.asksLevels && <Levels summary={summary} />}
        </div>
        <div className="lg:border-l lg:border-line">
          <StudyFacts study={study} summary={summary} />
          <div className="print:grid print:grid-cols-2">
            <Agreement summary={summary} />
            <ByDensity summary={summary} />
          </div>
        </div>
      </div>
      <Items items={items} />
    </>
  )
}

function Nothing({ name }: { name: string | null }) {
  return (
    <Empty className="mx-4 my-6 md:mx-6">
      <p>
        <b className="font-semibold">{name === null ? 'No study is closed yet.' : `${name} is open.`}</b>{' '}
        Results are shown when a study is closed, so that nobody knows the scores of others while scoring.
      </p>
      <p>
        <Button asChild>
          <Link href={paths.studies()}>Studies</Link>
        </Button>
      </p>
    </Empty>
  )
}
