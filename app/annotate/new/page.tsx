import type { Metadata } from 'next'
import { currentPerson } from '@/app/_ui/account/current-person'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { KeyHints } from '@/app/_ui/key-hints'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { Centred, PageHead } from '../_parts/page-head'
import { NewStudy } from './new-study'

export const metadata: Metadata = { title: 'New study' }
export const dynamic = 'force-dynamic'

/** Makes a new study: which dictionaries it mixes, how it draws items, and how many people score each item. */
export default async function NewStudyPage() {
  const person = await currentPerson()
  if (person && person.role !== 'admin')
    return (
      <main id="main">
        <Centred>
          <h1 className="text-20/7">Only admins make studies</h1>
          <p className="text-ink-2">Your role is {person.role}. You can take part in open studies.</p>
        </Centred>
      </main>
    )
  const dictionaries = (await listDictionaries(await database())).map(toDictionary)
  return (
    <>
      <main id="main">
        <PageHead title="New study" remark="the same seed draws the same items" />
        <Hydrated seeds={[seed(studyQueries.dictionaries(), wholeList(dictionaries))]}>
          <NewStudy />
        </Hydrated>
      </main>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
