import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { KeyHints } from '@/app/_ui/key-hints'
import { Button } from '@/app/_ui/kit/button'
import { Empty } from '@/app/_ui/kit/notice'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { compareStatistics } from '@/lib/db/queries/compare'
import { type DictionaryRow, listDictionaries } from '@/lib/db/queries/dictionaries'
import { starterFeatures } from '@/lib/db/queries/starters'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { loadComparison } from './address'
import { Distributions } from './distributions'
import { MatchPane } from './match-pane'
import { QualityTable } from './quality-table'
import { SidePicker } from './side-picker'

export const metadata: Metadata = { title: 'Compare dictionaries' }
export const dynamic = 'force-dynamic'

const MATCHED = 6

/** Two dictionaries side by side: their quality, distributions of their features, and their nearest features. */
export default async function ComparePage({ searchParams }: PageProps<'/compare'>) {
  const asked = await loadComparison(searchParams)
  const db = await database()
  const analysed = (await listDictionaries(db)).filter((row) => row.analysis !== null)
  if (analysed.length < 2) return <TooFew count={analysed.length} />
  const unknown = [asked.a, asked.b].filter(
    (slug) => slug !== null && !analysed.some((row) => row.slug === slug),
  )
  const [a, b] = chooseSides(analysed, asked.a, asked.b)
  if (unknown.length === 0 && (asked.a === null || asked.b === null))
    redirect(paths.compare({ a: a.slug, b: b.slug }))
  const picker = (
    <SidePicker
      a={unknown.includes(asked.a) ? null : a.slug}
      b={unknown.includes(asked.b) ? null : b.slug}
      dictionaries={analysed.map(toDictionary)}
    />
  )
  if (unknown.length > 0)
    return (
      <main id="main" className="flex flex-col gap-4 px-4 py-4 md:px-6">
        <Title />
        <Empty>No analysed dictionary is called {unknown.map((slug) => `“${slug}”`).join(' or ')}.</Empty>
        {picker}
      </main>
    )
  const sources = [a, b].map(requirePublished)
  const [comparisons, starters] = await Promise.all([
    compareStatistics(db.pool, sources),
    starterFeatures(db.pool, sources[0], MATCHED),
  ])
  const sides = [toDictionary(a), toDictionary(b)] as const
  return (
    <>
      <main id="main">
        <div className="border-b border-line px-4 pt-3 pb-4 md:px-6 md:pt-4 md:pb-5">
          <Title />
          {picker}
        </div>
        <QualityTable sides={sides} />
        <Distributions names={[a.slug, b.slug]} comparisons={comparisons} />
        <MatchPane
          key={`${a.slug} ${b.slug}`}
          {...{ a: sides[0], b: sides[1], analysis: sources[0].analysis.id }}
          starters={starters.map(({ feature }) => feature)}
        />
      </main>
      <KeyHints
        hints={[
          ['← →', 'values of a chart'],
          ['g b', 'browse'],
          ['g d', 'dictionaries'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}

const Title = () => <h1 className="mb-3 text-20/7 tracking-[-0.012em]">Compare dictionaries</h1>

/** Returns the two requested dictionaries. A missing one is chosen, learned dictionaries of the same model first. */
function chooseSides(rows: readonly DictionaryRow[], a: string | null, b: string | null) {
  const named = (slug: string | null) => rows.find((row) => row.slug === slug)
  const left = named(a) ?? rows.find((row) => row !== named(b)) ?? rows[0]
  const others = rows.filter((row) => row !== left)
  const right =
    named(b) ?? others.find((row) => row.model === left.model && row.kind !== 'neurons') ?? others[0]
  return [left, right] as const
}

function TooFew({ count }: { count: number }) {
  return (
    <main id="main" className="flex max-w-2xl flex-col items-start gap-3 px-4 py-8 md:px-6">
      <h1 className="text-20/7">
        {count === 0 ? 'There is nothing to compare yet' : 'There is only one dictionary'}
      </h1>
      <p className="text-ink-2">
        A comparison needs two published analyses. The page of runs shows which are coming.
      </p>
      <Button asChild variant="primary">
        <Link href={paths.runs()}>Runs</Link>
      </Button>
    </main>
  )
}
