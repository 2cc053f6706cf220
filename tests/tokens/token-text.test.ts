import { describe, expect, it } from 'vitest'
import { runningPieces, tokenLabel, tokenPieces } from '@/lib/tokens/token-text'
import { randomText, SAMPLE_TEXTS, seededRandom } from './sample-texts'

const utf8 = (text: string) => new Uint8Array(Buffer.from(text))

describe('tokenPieces', () => {
  it.each([
    [
      ' the',
      [
        ['space', '·'],
        ['text', 'the'],
      ],
    ],
    ['    ', [['space', '·4']]],
    [
      '\n\n  ',
      [
        ['newline', '⏎⏎'],
        ['space', '·2'],
      ],
    ],
    [
      '\ta',
      [
        ['tab', '⇥'],
        ['text', 'a'],
      ],
    ],
    ['\u0000\u007f', [['control', '␀ ␡']]],
    [
      'a\u200bb',
      [
        ['text', 'a'],
        ['control', 'U+200B'],
        ['text', 'b'],
      ],
    ],
    ['\u00a0', [['control', 'U+00A0']]],
    ['\u202e', [['control', 'U+202E']]],
    ['\u0301', [['text', '◌\u0301']]],
    ['e\u0301', [['text', 'e\u0301']]],
    [
      ' 世界😀',
      [
        ['space', '·'],
        ['text', '世界😀'],
      ],
    ],
    ['\ufffd', [['text', '\ufffd']]],
    ['', []],
  ])('shows %j', (text, expected) => {
    expect(tokenPieces(utf8(text)).map(({ kind, text }) => [kind, text])).toEqual(expected)
  })

  it('shows bytes that are no whole character as hex', () => {
    expect(tokenPieces(Uint8Array.of(0x20, 0xf0, 0x9f))).toEqual([
      { kind: 'space', text: '·' },
      { kind: 'byte', text: 'f0 9f' },
    ])
    // Overlong, surrogate, beyond U+10FFFF, stray continuation.
    for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80]])
      expect(tokenPieces(Uint8Array.from(bytes)).every((piece) => piece.kind === 'byte')).toBe(true)
  })

  it('cuts at 22 characters, hex pairs whole', () => {
    expect(tokenLabel(utf8('a'.repeat(22)))).toBe('a'.repeat(22))
    expect(tokenLabel(utf8(` ${'a'.repeat(22)}`))).toBe(`·${'a'.repeat(21)}…`)
    expect(tokenLabel(utf8('😀'.repeat(30)))).toBe(`${'😀'.repeat(22)}…`)
    expect(tokenLabel(new Uint8Array(30).fill(0x80))).toBe(`${Array(7).fill('80').join(' ')}…`)
    expect(tokenLabel(utf8(`${'a'.repeat(20)}\u200b`))).toBe(`${'a'.repeat(20)}…`)
    expect(tokenLabel(utf8('-'.repeat(64)))).toBe(`${'-'.repeat(22)}…`)
  })
})

describe('runningPieces', () => {
  const shown = (tokens: number[][]) =>
    runningPieces(tokens.map((bytes) => Uint8Array.from(bytes))).map((pieces) =>
      pieces.map((p) => p.text).join('|'),
    )

  it('shows a split character where it begins and hex after that', () => {
    expect(
      shown([
        [0x61, 0xf0],
        [0x9f, 0x98],
        [0x80, 0x62],
      ]),
    ).toEqual(['a😀', '9f 98', '80|b'])
    expect(
      shown([
        [0x20, 0xe4],
        [0xb8, 0x96],
      ]),
    ).toEqual(['·|世', 'b8 96'])
    expect(shown([[0xe4], [0xb8, 0x96, 0xe7], [0x95, 0x8c]])).toEqual(['世', 'b8 96|界', '95 8c'])
  })

  it('shows hex where the text begins or ends inside a character', () => {
    expect(shown([[0x98, 0x80], [0x61]])).toEqual(['98 80', 'a'])
    expect(shown([[0x61], [0xf0, 0x9f]])).toEqual(['a', 'f0 9f'])
    expect(shown([[0xf0], [0x61]])).toEqual(['f0', 'a'])
  })

  it('shows every visible character of a text exactly once, however it is cut', () => {
    const random = seededRandom(4)
    for (const text of [...SAMPLE_TEXTS, ...Array.from({ length: 30 }, () => randomText(random, 80))]) {
      const bytes = utf8(text)
      const tokens: Uint8Array[] = []
      for (let at = 0; at < bytes.length; ) {
        const length = 1 + Math.floor(random() * 5)
        tokens.push(bytes.subarray(at, at + length))
        at += length
      }
      const visible = runningPieces(tokens)
        .flat()
        .filter((piece) => piece.kind === 'text')
        .map((piece) => piece.text.replace(/◌(?=\p{M})/gu, ''))
        .join('')
      const whole = tokenPieces(bytes, Number.POSITIVE_INFINITY)
        .filter((piece) => piece.kind === 'text')
        .map((piece) => piece.text.replace(/◌(?=\p{M})/gu, ''))
        .join('')
      expect(visible).toBe(whole)
      expect(visible.includes('\ufffd')).toBe(text.includes('\ufffd'))
    }
  })
})
