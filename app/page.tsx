import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { type DictionaryRow, listDictionaries } from '@/lib/db/queries/dictionaries'
import { listRuns } from '@/lib/db/queries/runs'
import { starterFeatures } from '@/lib/db/queries/starters'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'
import { DictionaryTable } from './_home/dictionary-table'
import { FirstRun } from './_home/first-run'
import { Hero } from './_home/hero'
import './_home/css/page.css'
import { Starters } from './_home/starters'
import { Work } from './_home/work'
import { KeyHints } from './_ui/key-hints'

export const metadata: Metadata = { title: 'Dictionaries' }
export const dynamic = 'force-dynamic'

const HINTS = [
  ['/', 'search'],
  ['g b', 'browse'],
  ['g s', 'search page'],
  ['g r', 'runs'],
  ['?', 'all keys'],
] as const

/** The front page: search, features to start with, dictionaries with their quality, and runs. */
export default async function Home() {
  const db = await database()
  const [rows, runs] = await Promise.all([listDictionaries(db), listRuns(db, 20)])
  const main = mainDictionary(rows)
  if (!main?.analysis)
    return (
      <>
        <main id="main" className="home">
          <FirstRun initial={runs} />
        </main>
        <KeyHints hints={HINTS} />
      </>
    )
  const starters = await starterFeatures(db.pool, requirePublished(main))
  const dictionaries = rows.map(toDictionary)
  return (
    <>
      <main id="main" className="home">
        <Hero dictionary={main.slug} first={starters[0]} />
        <section className="sect" aria-labelledby="h-dictionaries">
          <header className="sh1">
            <h2 id="h-dictionaries">Dictionaries</h2>
            <span className="sec">{figuresFrom(dictionaries)}</span>
            {dictionaries.filter(({ metrics }) => metrics).length > 1 ? (
              <Link className="btn" href={paths.compare()} prefetch={false}>
                Compare
              </Link>
            ) : null}
          </header>
          <DictionaryTable dictionaries={dictionaries} />
        </section>
        <div className="duo">
          <Starters dictionary={main.slug} features={starters} />
          <Work initial={runs} />
        </div>
      </main>
      <KeyHints hints={HINTS} />
    </>
  )
}

/** Returns the largest published dictionary that is learned and not a control, else any published one. */
function mainDictionary(rows: readonly DictionaryRow[]): DictionaryRow | undefined {
  const published = rows.filter((row) => row.analysis !== null)
  const size = (row: DictionaryRow) => (row.kind === 'neurons' ? -1 : row.shuffledWeights ? 0 : row.dSae)
  return published.sort((a, b) => size(b) - size(a) || a.slug.localeCompare(b.slug))[0]
}

/** Returns a summary: "2 models, loss and variance from 20 480 held-out tokens". */
function figuresFrom(dictionaries: readonly Dictionary[]): string {
  const models = new Set(dictionaries.map((dictionary) => dictionary.model)).size
  const counts = dictionaries.flatMap((dictionary) => dictionary.metrics?.heldOutTokens ?? [])
  const held = [...new Set(counts)].sort((a, b) => a - b)
  const from =
    held.length === 0
      ? 'no held-out text'
      : held.length === 1
        ? `${formatCount(held[0])} held-out tokens`
        : `${formatCount(held[0])} to ${formatCount(held.at(-1))} held-out tokens`
  return `${models} ${models === 1 ? 'model' : 'models'}, loss and variance from ${from}`
}
