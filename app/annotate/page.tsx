import type { Metadata } from 'next'
import Link from 'next/link'
import { currentPerson } from '@/app/_ui/account/current-person'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { KeyHints } from '@/app/_ui/key-hints'
import { Button } from '@/app/_ui/kit/button'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { listStudies } from '@/lib/db/queries/studies'
import { PageHead } from './_parts/page-head'
import { StudyList } from './_parts/study-list'

export const metadata: Metadata = { title: 'Annotate' }
export const dynamic = 'force-dynamic'

/** The list of studies to score. */
export default async function AnnotatePage() {
  const person = await currentPerson()
  const items = await listStudies(await database(), person?.name)
  return (
    <>
      <main id="main">
        <PageHead title="Annotate" remark="score features and neurons without knowing which is which">
          <span className="flex flex-wrap items-center gap-2 md:ml-auto">
            <Button variant="quiet" asChild>
              <Link href={paths.lists()}>Lists</Link>
            </Button>
            <Button asChild>
              <Link href={paths.practice()}>Practise</Link>
            </Button>
            {!person || person.role === 'admin' ? (
              <Button variant="primary" asChild>
                <Link href={paths.newStudy()}>New study</Link>
              </Button>
            ) : null}
          </span>
        </PageHead>
        <Hydrated seeds={[seed(studyQueries.list(person?.name ?? ''), { items, nextCursor: null })]}>
          <StudyList />
        </Hydrated>
      </main>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['g b', 'browse'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
