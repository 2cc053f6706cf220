import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { database } from '@/lib/db'
import { requirePublished } from '@/lib/db/published'
import { listDictionaries, mainDictionary } from '@/lib/db/queries/dictionaries'
import { listRuns } from '@/lib/db/queries/runs'
import { searchExamples } from '@/lib/db/queries/search-examples'
import { starterFeatures } from '@/lib/db/queries/starters'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { measuredTokensSaid } from '@/lib/view/measured'
import { DictionaryTable } from './_home/dictionary-table'
import { FirstRun } from './_home/first-run'
import { Hero } from './_home/hero'
import { Section } from './_home/section'
import { Starters } from './_home/starters'
import { Work } from './_home/work'
import { KeyHints } from './_ui/key-hints'
import { buttonStyles } from './_ui/kit/button-styles'

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
  if (!main)
    return (
      <>
        <main id="main">
          <FirstRun initial={runs} />
        </main>
        <KeyHints hints={HINTS} />
      </>
    )
  const published = requirePublished(main)
  const [starters, examples] = await Promise.all([
    starterFeatures(db.pool, published),
    searchExamples(db.pool, published),
  ])
  const dictionaries = rows.map(toDictionary)
  return (
    <>
      <main id="main">
        <Hero dictionary={main.slug} size={main.dSae} examples={examples} />
        <Starters dictionary={main.slug} starters={starters} />
        <Section
          titleId="h-dictionaries"
          title="Dictionaries"
          className="border-t border-line"
          remark={figuresFrom(dictionaries)}
          link={
            dictionaries.filter(({ metrics }) => metrics).length > 1 ? (
              <Link className={buttonStyles()} href={paths.compare()} prefetch={false}>
                Compare
              </Link>
            ) : null
          }
        >
          <DictionaryTable dictionaries={dictionaries} />
        </Section>
        <Work initial={runs} />
      </main>
      <KeyHints hints={HINTS} />
    </>
  )
}

/** Returns a summary: "2 models, measured on 20 480 held-out tokens". */
function figuresFrom(dictionaries: readonly Dictionary[]): string {
  const models = new Set(dictionaries.map((dictionary) => dictionary.model)).size
  const count = models === 1 ? '1 model' : `${models} models`
  const samples = dictionaries.flatMap(({ metrics }) =>
    metrics?.measuredOn && metrics.measuredTokens
      ? [measuredTokensSaid(metrics.measuredTokens, metrics.measuredOn)]
      : [],
  )
  if (samples.length === 0) return `${count}, with no text to measure on`
  return `${count}, measured on ${[...new Set(samples)].join(' and ')}`
}
