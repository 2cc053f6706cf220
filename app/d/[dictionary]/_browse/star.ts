'use client'

import { fetchJson, postJson } from '@/app/_ui/fetch-json'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { markPaths } from '@/lib/contract/mark-paths'
import { MarksSchema, MarksWrittenSchema } from '@/lib/contract/marks'

/** Stars a feature of a list, or takes one's star away. */
export function star({
  dictionary,
  feature,
  after,
}: {
  dictionary: string
  feature: number
  after: () => void
}) {
  void writeAs(async (person) => {
    const { stars } = await fetchJson(MarksSchema, markPaths.marks(dictionary, feature))
    const starred = !stars.includes(person)
    const body = { dictionary, feature, person, starred }
    const { change } = await postJson(MarksWrittenSchema, markPaths.stars(), body)
    after()
    offerUndo({ words: `${starred ? 'Starred' : 'Star taken from'} #${feature}`, change, after })
  })
}
