import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { confirm, forget, keep, keptAnswers, unsent } from '@/app/annotate/_queue/kept-answers'
import { EMPTY_DRAFT } from '@/lib/contract/studies'

const SUBMISSION = '2f3d7c1e-5a53-4f0a-9c8d-1b2e3f4a5b6c'
const place = { study: 7, annotator: 'Ada/Grace', item: '6656476c-bd86-402c-8bbd-28abf8367770' }
const draft = { ...EMPTY_DRAFT, interpretation: 'months' }
const later = { ...draft, interpretation: 'months of a year' }

/** A storage with the parts that are used. */
function storageOf(): Storage {
  const storage = {
    getItem(key: string) {
      return Object.hasOwn(this, key) ? String(Reflect.get(this, key)) : null
    },
    setItem(key: string, text: string) {
      Reflect.set(this, key, text)
    },
    removeItem(key: string) {
      Reflect.deleteProperty(this, key)
    },
  }
  for (const name of Object.keys(storage)) Object.defineProperty(storage, name, { enumerable: false })
  return storage as unknown as Storage
}

describe('answers that the server has not confirmed', () => {
  let localStorage = storageOf()
  beforeEach(() => {
    localStorage = storageOf()
    vi.stubGlobal('window', { localStorage })
  })
  afterEach(() => {
    forget(place)
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('are kept until they are confirmed, and not if they changed meanwhile', () => {
    keep(place, { draft, milliseconds: 20, submission: null })
    const sent = keptAnswers(place)
    expect(sent).toMatchObject({ draft, milliseconds: 20 })
    keep(place, { draft: later, milliseconds: 30, submission: null })
    expect(sent && confirm(place, sent)).toBe(false)
    const resent = keptAnswers(place)
    expect(resent && confirm(place, resent)).toBe(true)
    expect(keptAnswers(place)).toBeNull()
    expect(Object.keys(localStorage)).toEqual([])
  })

  it('stay after a draft is confirmed if they are finished, and are found as unsent', () => {
    keep(place, { draft, milliseconds: 20, submission: null })
    const sent = keptAnswers(place)
    keep(place, { draft, milliseconds: 25, submission: SUBMISSION })
    expect(sent && confirm(place, sent)).toBe(true)
    expect(unsent({ study: 7, annotator: 'Ada/Grace' })).toMatchObject([{ place, submission: SUBMISSION }])
    expect(unsent({ study: 7, annotator: 'Ada' })).toEqual([])
    expect(unsent({ study: 70, annotator: 'Ada/Grace' })).toEqual([])
  })

  it('are forgotten after a month, and when what is stored cannot be read', () => {
    vi.useFakeTimers()
    keep(place, { draft, milliseconds: 20, submission: SUBMISSION })
    vi.advanceTimersByTime(31 * 86_400_000)
    localStorage.setItem('semascope-answers/1/x/y', 'not JSON')
    localStorage.setItem('other', 'stays')
    expect(unsent({ study: 7, annotator: 'Ada/Grace' })).toEqual([])
    expect(Object.keys(localStorage)).toEqual(['other'])
  })

  it('last as long as the page in a browser that stores nothing', () => {
    vi.stubGlobal('window', {})
    keep(place, { draft, milliseconds: 20, submission: SUBMISSION })
    expect(keptAnswers(place)?.draft).toEqual(draft)
    expect(unsent(place)).toHaveLength(1)
  })
})
