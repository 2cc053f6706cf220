import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { featureListQueries } from '@/app/_ui/data/queries/feature-lists'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { browseFeatures } from '@/lib/db/queries/browse'
import { listRuns } from '@/lib/db/queries/runs'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { browseState, loadBrowse } from '../_browse/address'
import { blockShape } from '../_browse/block-shape'
import { BrowseView } from '../_browse/browse-view'
import { LAYOUT_COOKIE, parseLayout } from '../_browse/layout'
import { filtersOf, listOf } from '../_browse/list-parts'
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
  ['x', 'select'],
  ['a', 'add to a list'],
  ['o', 'order'],
  ['r', 'random feature'],
  ['?', 'all keys'],
] as const

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
  const shape = blockShape(query.view)
  const source = { dictionary: dictionary.slug, analysis: dictionary.analysis.id }
  const { pool } = await database()
  const { page, counts } = await browseFeatures(pool, requirePublished(dictionary), {
    ...listOf(query),
    limit: shape.size,
    examples: shape.examples,
  })
  const seeds = [
    seed(featureListQueries.block(source, listOf(query), shape, 0), page),
    seed(featureListQueries.counts(source, filtersOf(query)), counts),
  ]
  return (
    <Hydrated seeds={seeds}>
      <BrowseView
        source={source}
        dictionary={toDictionary(dictionary)}
        layout={parseLayout((await cookies()).get(LAYOUT_COOKIE)?.value)}
      />
      <KeyHints hints={HINTS} />
    </Hydrated>
  )
}
