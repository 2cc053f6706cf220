import { describe, expect, it } from 'vitest'
import { stripTexts } from '@/lib/view/strip-texts'
import { tokenText } from '@/lib/view/token-view'

/** Tokens of a text cut before the given bytes. */
function cut(text: string, ...places: number[]) {
  const bytes = new TextEncoder().encode(text)
  const ends = [0, ...places, bytes.length]
  return ends.slice(1).map((end, at) => tokenText(bytes.subarray(ends[at], end)))
}
const shown = (...args: Parameters<typeof cut>) =>
  stripTexts(cut(...args)).map((pieces) =>
    pieces.map(({ kind, text }) => (kind === 'plain' ? text : `${kind} ${text}`)),
  )

describe('stripTexts', () => {
  it('leaves whole tokens as they are', () => {
    expect(shown('a\nб ', 1, 2, 4)).toEqual([['a'], ['mark ⏎'], ['б'], [' ']])
  })

  it('shows a split character whole in the token that ends it', () => {
    expect(shown('из', 1)).toEqual([['part D0'], ['из']])
    expect(shown('x漢y', 2, 3)).toEqual([['x', 'part E6'], ['part BC'], ['漢y']])
    expect(shown('😀', 1, 2, 3)).toEqual([['part F0'], ['part 9F'], ['part 98'], ['😀']])
  })

  it('goes on with the next character in the token that ended one', () => {
    expect(shown('не', 1, 3)).toEqual([['part D0'], ['н', 'part D0'], ['е']])
  })

  it('shows in hex what nothing completes, at either end or in between', () => {
    const tokens = [[0x9f, 0x61], [0xd0], [0x62], [0xe6, 0xbc]].map((bytes) =>
      tokenText(Uint8Array.from(bytes)),
    )
    expect(stripTexts(tokens)).toEqual([
      [
        { kind: 'hex', text: '9F' },
        { kind: 'plain', text: 'a' },
      ],
      [{ kind: 'hex', text: 'D0' }],
      [{ kind: 'plain', text: 'b' }],
      [{ kind: 'hex', text: 'E6 BC' }],
    ])
    // a lead byte that is followed by another one
    expect(stripTexts([tokenText(Uint8Array.of(0xd0)), tokenText(Uint8Array.of(0xd0, 0xb8))])).toEqual([
      [{ kind: 'hex', text: 'D0' }],
      [{ kind: 'plain', text: 'и' }],
    ])
  })

  it('never lets a completed control or direction mark act', () => {
    expect(shown('a\u202eb', 2)).toEqual([
      ['a', 'part E2'],
      ['mark U+202E', 'b'],
    ])
  })

  it('reads as the text itself however it is cut', () => {
    const text = 'naïve Ελληνικά русский עברית العربية 漢字かな 한국어 👩‍🔬 e\u0301'.replaceAll('\u200d', '')
    const length = new TextEncoder().encode(text).length
    let state = 7
    for (let round = 0; round < 200; round++) {
      const places = new Set<number>()
      for (let at = 1; at < length; at++) {
        state = (state * 48271) % 2147483647
        if (state % 3 === 0) places.add(at)
      }
      const pieces = stripTexts(cut(text, ...places)).flat()
      expect(
        pieces
          .filter(({ kind }) => kind === 'plain')
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
      expect(pieces.filter(({ kind }) => kind === 'hex' || kind === 'mark')).toEqual([])
    }
  })
})
