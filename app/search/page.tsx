import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { paths } from '@/lib/contract/paths'
import { parseSearch } from '@/lib/contract/search'
import { database } from '@/lib/db'
import { getPublished, type Published } from '@/lib/db/published'
import { defaultDictionary, listDictionaries } from '@/lib/db/queries/dictionaries'
import { FeatureJump } from './feature-jump'
import { LabelResults } from './label-results'
import { SearchBar } from './search-bar'
import { SearchKeys } from './search-keys'
import { TokenResults } from './token-results'
import './css/page.css'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = parseSearch(await searchParams)
  return { title: q ? `“${q}” · Search` : 'Search' }
}

export default async function Page({ searchParams }: Props) {
  const asked = parseSearch(await searchParams)
  const analysed = (await listDictionaries(await database()))
    .filter((row) => row.analysis !== null)
    .map((row) => row.slug)
  const slug =
    analysed.find((known) => known === asked.dictionary) ?? (await defaultDictionary(await database()))
  if (slug === null) return <NoDictionary />
  const view = { ...asked, dictionary: slug }
  const dictionary = await getPublished(await database(), slug)
  jump(dictionary, view.q, view.tab === 'features')
  return (
    <>
      <main id="main" className="search">
        <SearchBar view={view} dictionaries={analysed} />
        {view.tab === 'labels' ? (
          <LabelResults dictionary={dictionary} view={view} />
        ) : view.tab === 'features' ? (
          <FeatureJump dictionary={dictionary} q={view.q} />
        ) : (
          <TokenResults dictionary={dictionary} view={view} />
        )}
        <SearchKeys />
      </main>
      <KeyHints
        hints={[
          ['/', 'search'],
          ['1 2 3', 'token'],
          ['↑ ↓', 'feature'],
          ['↵', 'open'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}

/** Returns the feature to open: for "#2152", or for a number alone on the tab of features. */
function jump(dictionary: Published, q: string, byNumber: boolean): void {
  const number = /^\s*(#?)(\d{1,9})\s*$/.exec(q)
  if (!number || (number[1] === '' && !byNumber)) return
  const index = Number(number[2])
  if (index < dictionary.dSae) redirect(paths.feature(dictionary.slug, index))
}

function NoDictionary() {
  return (
    <main id="main" className="say">
      <h1>There is nothing to search yet</h1>
      <p className="sec">
        No dictionary has a published analysis yet. A preview is published a few minutes after a run starts.
      </p>
      <p className="row">
        <a className="btn primary" href={paths.runs()}>
          Runs
        </a>
      </p>
    </main>
  )
}
