import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Hydrated } from '@/app/_ui/data/hydrated'
import { KeyHints } from '@/app/_ui/key-hints'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { listDictionaries, mainDictionary } from '@/lib/db/queries/dictionaries'
import { loadSearch, type SearchView, searchHref } from './address'
import { Nothing } from './nothing'
import { SearchPage } from './search-page'
import { searchSeeds } from './seeds'

interface Props {
  searchParams: Promise<SearchParams>
}

const HINTS = [
  ['/', 'search'],
  ['1 2 3', 'token'],
  ['↑ ↓', 'feature'],
  ['↵', 'open'],
  ['?', 'all keys'],
] as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = await loadSearch(searchParams)
  return { title: q ? `“${q}” · Search` : 'Search' }
}

export default async function Page({ searchParams }: Props) {
  const view = await loadSearch(searchParams)
  const db = await database()
  const rows = await listDictionaries(db)
  const main = mainDictionary(rows)
  if (!main) return <NoDictionary />
  const analysed = rows.flatMap((row) => (row.analysis ? [requirePublished(row)] : []))
  const dictionary = analysed.find(({ slug }) => slug === view.dictionary)
  // an address always names its dictionary, so that a copied link means the same tomorrow
  if (!dictionary) redirect(searchHref(view, { dictionary: main.slug }))
  jump(dictionary.slug, dictionary.dSae, view)
  return (
    <Hydrated seeds={await searchSeeds(db.pool, dictionary, view)}>
      <SearchPage
        dictionaries={analysed.map(({ slug, dSae, analysis }) => ({
          ...{ id: slug, size: dSae, analysis: analysis.id },
        }))}
      />
      <KeyHints hints={HINTS} />
    </Hydrated>
  )
}

/** Opens the feature of "#2152", or of a number alone on the tab of features. */
function jump(dictionary: string, size: number, { q, tab }: SearchView): void {
  const number = /^\s*(#?)(\d{1,9})\s*$/.exec(q)
  if (!number || (number[1] === '' && tab !== 'features')) return
  const index = Number(number[2])
  if (index < size) redirect(paths.feature(dictionary, index))
}

function NoDictionary() {
  return (
    <main id="main">
      <Nothing
        title="There is nothing to search yet"
        more={
          <Link className={`${buttonStyles({ variant: 'primary' })} mt-4`} href={paths.runs()}>
            Runs
          </Link>
        }
      >
        No dictionary has a published analysis yet. A preview is published a few minutes after a run starts.
      </Nothing>
    </main>
  )
}
