import { describe, expect, it } from 'vitest'
import { removeNearDuplicates } from '@/lib/corpus/near-duplicates'
import type { Document } from '@/lib/domain/corpus'
import { uniform } from '../support/random'

const random = uniform(2)
const words = (count: number) => Array.from({ length: count }, () => `w${Math.floor(random() * 5000)}`)
const doc = (name: string, text: string): Document => ({ name, kind: 'text', unit: name, text })

describe('removeNearDuplicates', () => {
  it('removes copies with small changes and keeps documents that only share a passage', () => {
    const base = words(3000)
    const edited = base.map((word, i) => (i % 97 === 0 ? 'x' : word))
    const sharing = [...base.slice(0, 600), ...words(2400)]
    const documents = [
      doc('edited', edited.join(' ')),
      doc('base', `${base.join(' ')} and some more to be the longest`),
      doc('sharing', sharing.join(' ')),
      doc('other', words(3000).join(' ')),
      doc('excerpt', base.slice(500, 1500).join('\n')),
    ]
    const { kept, removed } = removeNearDuplicates(documents)
    expect(kept.map((d) => d.name)).toEqual(['base', 'sharing', 'other'])
    expect(removed.map((d) => d.name)).toEqual(['edited', 'excerpt'])
    expect(removed[0].share).toBeGreaterThan(0.7)
  })

  it('compares short documents as a whole', () => {
    const short = words(40).join(' ')
    const documents = [
      doc('a', short),
      doc('b', `${short} tail`),
      doc('c', 'just three words'),
      doc('d', 'just three words'),
    ]
    expect(removeNearDuplicates(documents).kept.map((d) => d.name)).toEqual(['b', 'c'])
  })

  it('does not depend on the given order', () => {
    const base = words(500)
    const documents = Array.from({ length: 12 }, (_, i) =>
      doc(`d${i}`, [...base.slice(i * 40), ...words(i * 10)].join(' ')),
    )
    const names = (list: Document[]) => list.map((d) => d.name).sort()
    expect(names(removeNearDuplicates([...documents].reverse()).kept)).toEqual(
      names(removeNearDuplicates(documents).kept),
    )
  })
})
