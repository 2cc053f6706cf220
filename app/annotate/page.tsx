import type { Metadata } from 'next'
import Link from 'next/link'
import { currentPerson } from '@/app/_ui/account/current-person'
import { KeyHints } from '@/app/_ui/key-hints'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { listStudies } from '@/lib/db/queries/studies'
import { StudyList } from './study-list'
import './annotate.css'

export const metadata: Metadata = { title: 'Annotate' }
export const dynamic = 'force-dynamic'

/** The list of studies to score. */
export default async function AnnotatePage() {
  const person = await currentPerson()
  return (
    <>
      <main id="main" className="annotate list">
        <header className="hd">
          <h1>Annotate</h1>
          <span className="sec">score features and neurons without knowing which is which</span>
          <span className="acts">
            <Link className="btn quiet" href={paths.lists()}>
              Lists
            </Link>
            <Link className="btn" href={paths.practice()}>
              Practise
            </Link>
            {!person || person.role === 'admin' ? (
              <Link className="btn primary" href={paths.newStudy()}>
                New study
              </Link>
            ) : null}
          </span>
        </header>
        <StudyList initial={await listStudies(await database())} />
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
