import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { markQueries } from '@/app/_ui/data/queries/marks'
import { LEFT_CHARACTERS, RIGHT_CHARACTERS, windowAround } from '@/app/_ui/examples/kwic-window'
import { parseListParam } from '@/lib/contract/browse-query'
import type { ChosenExample } from '@/lib/contract/feature'
import type { Comment } from '@/lib/contract/marks'
import { paths } from '@/lib/contract/paths'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { readMarks } from '@/lib/db/marks/read'
import { getPublished } from '@/lib/db/published'
import { readExamples } from '@/lib/db/queries/examples'
import { readFeature } from '@/lib/db/queries/feature'
import { featurePlace, placeInList, randomFeature } from '@/lib/db/queries/feature-order'
import { readAnnotations, readLabels } from '@/lib/db/queries/meaning'
import { SemascopeError } from '@/lib/errors'
import { exampleTokens, selectedIndex, sliceExample } from '@/lib/view/example-window'
import { FeaturePage } from './feature-page'
import { type PackedExample, pack, shortExample, shortened } from './shortened'
import { featureTitle } from './title'
import { loadView } from './view'

interface Props {
  params: Promise<{ dictionary: string; feature: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Most tokens of a line: a token takes at least one character, and one more token shows what the loss is about. */
const SEEN = { before: LEFT_CHARACTERS, after: RIGHT_CHARACTERS + 1 }

/** Reads the data once per request, for the title and the page, at the same time. */
const load = cache(async (slug: string, segment: string) => {
  const db = await database()
  const { pool } = db
  const dictionary = await orNotFound(getPublished(db, decodeURIComponent(slug)))
  if (segment === 'random')
    redirect(paths.feature(dictionary.slug, (await randomFeature(pool, dictionary)) ?? 0))
  const index = Number(segment)
  if (!/^\d+$/.test(segment) || index >= dictionary.dSae) notFound()
  const [feature, top, labels, annotations, marks] = await Promise.all([
    orNotFound(readFeature(pool, dictionary, index)),
    readExamples(dictionary, index, 'top', SEEN),
    readLabels(db, dictionary.id, index),
    readAnnotations(db, dictionary.id, index),
    readMarks(db, dictionary.id, index, COMMENTS),
  ])
  return { dictionary, feature, top, labels, annotations, marks }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { dictionary, feature: segment } = await params
  const { feature } = await load(dictionary, segment)
  const on = { dictionary: feature.dictionary, feature: feature.index }
  return { title: featureTitle(on, feature.label?.text ?? null, feature.tokens) }
}

export default async function Page({ params, searchParams }: Props) {
  const { dictionary: slug, feature: segment } = await params
  const view = await loadView(searchParams)
  const { dictionary, feature, top, labels, annotations, marks } = await load(slug, segment)
  const { pool } = await database()
  const place = view.list
    ? await placeInList(pool, dictionary, parseListParam(view.list), feature.index)
    : await featurePlace(pool, dictionary, feature.index, view.order)
  const at = [dictionary.slug, feature.index] as const
  return (
    <Hydrated
      seeds={[
        seed(markQueries.labels(...at), wholeList(labels)),
        seed(markQueries.annotations(...at), wholeList(annotations)),
        seed(markQueries.marks(...at), { ...marks, comments: shortComments(marks.comments) }),
      ]}
    >
      <FeaturePage
        feature={shortened(feature)}
        keptTokens={feature.tokens.length}
        place={place}
        top={firstWindows(top)}
        leastTop={top.at(-1)?.activation ?? 0}
      />
    </Hydrated>
  )
}

/**
 * Most bytes of examples that are sent with the page, as JSON; they take about as much again as markup. The strongest of most
 * features fit. Where tokens are letters and bytes, as in base64 or Arabic, the last of them are requested instead.
 */
const EXAMPLES_BYTES = 16_000

/** Returns the strongest examples, as many as there is room for, without the tokens that are too far away to be visible. */
function firstWindows(top: readonly ChosenExample[]): PackedExample[] {
  const windows = top.map((example) => {
    const { from, to } = windowAround(exampleTokens(example), selectedIndex(example))
    return pack(shortExample(sliceExample(example, from, Math.min(example.tokens.length, to + 1))))
  })
  let bytes = 0
  return windows.filter((window, at) => {
    bytes += Buffer.byteLength(JSON.stringify(window))
    return at === 0 || bytes <= EXAMPLES_BYTES
  })
}

/** Most new comments that are sent with the page, and most characters of their texts; the rest is requested later. */
const COMMENTS = 3
const COMMENTS_LENGTH = 1200

function shortComments(comments: readonly Comment[]): Comment[] {
  let length = 0
  return comments.filter(({ text }) => {
    length += text.length
    return length <= COMMENTS_LENGTH
  })
}

async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof SemascopeError && error.code === 'not_found') notFound()
    throw error
  }
}
