import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { parseBrowse } from '@/lib/api/browse-query'
import { toDictionary } from '@/lib/api/dictionary'
import { pack } from '@/lib/api/packed'
import { browseFeatures } from '@/lib/db/queries/browse'
import { findDictionary } from '@/lib/db/queries/dictionaries'
import { listRuns } from '@/lib/db/queries/runs'
import { BrowseHead } from '../_browse/browse-head'
import { CARD_EXAMPLES } from '../_browse/columns'
import '../_browse/css/page.css'
import '../_browse/marks.css'
import { FeatureTable } from '../_browse/feature-table'
import { Filters } from '../_browse/filters'
import { Gallery } from '../_browse/gallery'
import { NoMatch } from '../_browse/no-match'
import { NotAnalysed } from '../_browse/not-analysed'
import { StateLine } from '../_browse/state-line'

interface Props {
  params: Promise<{ dictionary: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const HINTS = [
  ['j k', 'row'],
  ['↵', 'open'],
  ['/', 'filter'],
  ['v', 'table, gallery'],
  ['s', 'star'],
  ['a', 'add to a list'],
  ['o', 'order'],
  ['r', 'random feature'],
  ['?', 'all keys'],
] as const

/** Rows of the document: a window of 1,200 px holds them. */
const ROWS = 32
/** Cards of the document: whole lines of 4, 3 and 2. */
const CARDS = 24

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Browse ${decodeURIComponent((await params).dictionary)}` }
}

/** The features of a dictionary: filtered and ordered in SQL, the address is the state. */
export default async function BrowsePage({ params, searchParams }: Props) {
  const dictionary = await findDictionary(decodeURIComponent((await params).dictionary))
  if (!dictionary) notFound()
  const { analysis } = dictionary
  if (!analysis) return <NotAnalysed dictionary={dictionary.slug} runs={await listRuns(20)} />
  const query = parseBrowse(await searchParams)
  const source = { dictionary, analysis }
  const isGallery = query.view === 'gallery'
  const { page, counts } = await browseFeatures(
    source,
    isGallery ? { ...query, limit: CARDS, examples: CARD_EXAMPLES } : { ...query, limit: ROWS },
  )
  const shown = toDictionary(dictionary)
  const list = { dictionary: shown.id, query, first: pack(page.items), matching: counts.matching }
  const key = JSON.stringify(query)
  return (
    <>
      <main id="main" className="browse">
        <div className="top">
          <BrowseHead dictionary={shown} query={query} counts={counts} />
          <Filters dictionary={shown.id} query={query} counts={counts} />
          <StateLine dictionary={shown.id} query={query} matching={counts.matching} />
        </div>
        {counts.matching === 0 ? (
          <NoMatch dictionary={shown.id} query={query} counts={counts} />
        ) : isGallery ? (
          <Gallery key={key} {...list} />
        ) : (
          <FeatureTable key={key} {...list} />
        )}
      </main>
      <KeyHints hints={HINTS} />
    </>
  )
}
