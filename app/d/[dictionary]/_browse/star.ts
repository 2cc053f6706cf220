'use client'

import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'

/** Stars a feature of a list, or removes the star of this person. */
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
    const { stars } = await api.marks.get({ query: { dictionary, feature } })
    const starred = !stars.includes(person)
    const body = { dictionary, feature, person, starred }
    const { change } = await api.stars.set({ body })
    after()
    offerUndo({ words: `${starred ? 'Starred' : 'Star removed from'} #${feature}`, change, after })
  })
}
