import type { Metadata } from 'next'
import { currentPerson } from '@/app/_ui/account/current-person'
import { KeyHints } from '@/app/_ui/key-hints'
import { likelyRole } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { StudyForm } from './study-form'

export const metadata: Metadata = { title: 'New study' }
export const dynamic = 'force-dynamic'

/** Makes a new study: which dictionaries it mixes, how it draws items, and how many people score each item. */
export default async function NewStudyPage() {
  const person = await currentPerson()
  if (person && person.role !== 'admin')
    return (
      <main id="main" className="say">
        <h1>Only admins make studies</h1>
        <p className="sec">Your role is {person.role}. You can take part in open studies.</p>
      </main>
    )
  const analysed = (await listDictionaries(await database())).filter((dictionary) => dictionary.analysis)
  return (
    <>
      <main id="main" className="annotate list">
        <header className="hd">
          <h1>New study</h1>
          <span className="sec">the same seed draws the same items</span>
        </header>
        <StudyForm
          dictionaries={analysed.map((dictionary) => ({
            slug: dictionary.slug,
            size: dictionary.dSae,
            role: likelyRole(dictionary),
            isNeurons: dictionary.kind === 'neurons',
            isShuffled: dictionary.shuffledWeights !== null,
          }))}
        />
      </main>
      <KeyHints hints={[['?', 'all keys']]} />
    </>
  )
}
