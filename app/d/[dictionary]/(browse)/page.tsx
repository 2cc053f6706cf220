import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { parseBrowse } from '@/lib/api/browse-query'
import { toDictionary } from '@/lib/api/dictionary'
import { countFeatures, featureActivity, listFeatures } from '@/lib/db/queries/browse'
import { findDictionary } from '@/lib/db/queries/dictionaries'
import { listRuns } from '@/lib/db/queries/runs'
import { BrowseHead } from '../_browse/browse-head'
import '../_browse/browse.css'
import { FeatureTable } from '../_browse/feature-table'
import { Filters } from '../_browse/filters'
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
  ['o', 'order'],
  ['r', 'random feature'],
  ['?', 'all keys'],
] as const

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
  const [page, counts, activity] = await Promise.all([
    listFeatures(source, query),
    countFeatures(source, query),
    featureActivity(analysis.id),
  ])
  const shown = toDictionary(dictionary)
  return (
    <>
      <main id="main" className="browse">
        <div className="top">
          <BrowseHead dictionary={shown} activity={activity} />
          <Filters dictionary={shown.id} query={query} histogram={shown.metrics?.densityHistogram ?? null} />
          <StateLine dictionary={shown.id} query={query} matching={counts.matching} />
        </div>
        {counts.matching === 0 ? (
          <NoMatch dictionary={shown.id} query={query} counts={counts} total={activity.total} />
        ) : (
          <FeatureTable
            key={JSON.stringify(query)}
            dictionary={shown.id}
            query={query}
            first={page}
            matching={counts.matching}
          />
        )}
      </main>
      <KeyHints hints={HINTS} />
    </>
  )
}
