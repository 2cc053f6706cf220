import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { browseFeatures } from '@/lib/db/queries/browse'
import { listRuns } from '@/lib/db/queries/runs'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { browseState, loadBrowse } from '../_browse/address'
import { BrowseView } from '../_browse/browse-view'
import { CARD_EXAMPLES } from '../_browse/columns'
import '../_browse/css/page.css'
import '../_browse/marks.css'
import { NotAnalysed } from '../_browse/not-analysed'
import { dictionaryOf } from './dictionary'

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

/** Number of rows in the document, enough for a window of 1,000 px; the next rows are requested at once. */
const ROWS = 26
/** Number of cards in the document: four lines of four. */
const CARDS = 16

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Browse ${decodeURIComponent((await params).dictionary)}` }
}

/** The page of the features of a dictionary, filtered and ordered; the address holds the state. */
export default async function BrowsePage({ params, searchParams }: Props) {
  const dictionary = await dictionaryOf((await params).dictionary)
  if (!dictionary) notFound()
  if (!dictionary.analysis)
    return <NotAnalysed dictionary={dictionary.slug} runs={await listRuns(await database(), 20)} />
  const query = browseState(await loadBrowse(searchParams))
  const isGallery = query.view === 'gallery'
  const { pool } = await database()
  const { rows, counts } = await browseFeatures(
    pool,
    requirePublished(dictionary),
    isGallery ? { ...query, limit: CARDS, examples: CARD_EXAMPLES } : { ...query, limit: ROWS, examples: 0 },
  )
  return (
    <>
      <BrowseView dictionary={toDictionary(dictionary)} query={query} counts={counts} first={rows} />
      <KeyHints hints={HINTS} />
    </>
  )
}
