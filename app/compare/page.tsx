import type { Metadata } from 'next'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { compareStatistics } from '@/lib/db/queries/compare'
import { type DictionaryRow, listDictionaries } from '@/lib/db/queries/dictionaries'
import { starterFeatures } from '@/lib/db/queries/starters'
import { toDictionary } from '@/lib/view/dictionary-answer'
import './compare.css'
import { paths } from '@/lib/contract/paths'
import { Distributions } from './distributions'
import { MatchPane } from './match-pane'
import { QualityTable } from './quality-table'
import { SidePicker } from './side-picker'

export const metadata: Metadata = { title: 'Compare dictionaries' }
export const dynamic = 'force-dynamic'

const MATCHED = 6

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Two dictionaries side by side: their quality, distributions of their features, and their nearest features. */
export default async function ComparePage({ searchParams }: Props) {
  const params = await searchParams
  const db = await database()
  const analysed = (await listDictionaries(db)).filter((row) => row.analysis !== null)
  const [a, b] = chooseSides(analysed, params.a, params.b)
  if (!a || !b) return <TooFew count={analysed.length} />
  const sources = [a, b].map(requirePublished)
  const [comparisons, starters] = await Promise.all([
    compareStatistics(db.pool, sources),
    starterFeatures(db.pool, sources[0], MATCHED),
  ])
  const sides = [toDictionary(a), toDictionary(b)] as const
  return (
    <>
      <main id="main" className="compare">
        <div className="sect">
          <h1>Compare dictionaries</h1>
          <SidePicker a={a.slug} b={b.slug} dictionaries={analysed.map(({ slug }) => slug)} />
        </div>
        <QualityTable sides={sides} />
        <Distributions names={[a.slug, b.slug]} comparisons={comparisons} />
        <MatchPane key={`${a.slug} ${b.slug}`} a={sides[0]} b={sides[1]} features={starters} />
      </main>
      <KeyHints
        hints={[
          ['g b', 'browse'],
          ['g d', 'dictionaries'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}

/** Returns the two requested dictionaries. A missing one is chosen, learned dictionaries of the same model first. */
function chooseSides(rows: readonly DictionaryRow[], a: unknown, b: unknown) {
  const named = (slug: unknown) => rows.find((row) => row.slug === slug)
  const left = named(a) ?? rows.find((row) => row !== named(b))
  const others = rows.filter((row) => row !== left)
  const right =
    named(b) ?? others.find((row) => row.model === left?.model && row.kind !== 'neurons') ?? others[0] ?? left
  return [left, rows.length > 1 ? right : undefined] as const
}

function TooFew({ count }: { count: number }) {
  return (
    <main id="main" className="say">
      <h1>{count === 0 ? 'There is nothing to compare yet' : 'There is only one dictionary'}</h1>
      <p className="sec">
        A comparison needs two published analyses. The page of runs shows which are coming.
      </p>
      <p className="row">
        <a className="btn primary" href={paths.runs()}>
          Runs
        </a>
      </p>
    </main>
  )
}
