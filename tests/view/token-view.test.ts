import { describe, expect, it } from 'vitest'
import { literalPieces, stripPieces, tokenName, tokenText } from '@/lib/view/token-view'

const bytes = (text: string) => new TextEncoder().encode(text)
const shown = (text: string) =>
  literalPieces(tokenText(bytes(text))).map((piece) => `${piece.kind[0]}:${piece.text}`)

describe('tokenText', () => {
  it('carries whole characters as text and split ones with their bytes', () => {
    expect(tokenText(bytes(' é'))).toEqual({ text: ' é' })
    expect(tokenText(Uint8Array.of(0x20, 0xe1, 0x9e))).toEqual({ text: ' \ufffd', hex: '20e19e' })
    expect(tokenText(bytes('<eot>'), true)).toEqual({ text: '<eot>', special: true })
  })
  it('keeps a byte order mark', () => expect(tokenText(Uint8Array.of(0xef, 0xbb, 0xbf)).text).toBe('\ufeff'))
})

describe('literalPieces', () => {
  it('marks leading, trailing and repeated spaces, and leaves single ones inside', () => {
    expect(shown(' import')).toEqual(['m:·', 'p:import'])
    expect(shown('\n        ')).toEqual(['m:⏎', 'm:·8'])
    expect(shown('a b')).toEqual(['p:a b'])
    expect(shown('a ')).toEqual(['p:a', 'm:·'])
  })
  it('shows breaks, tabs, controls and direction marks instead of obeying them', () => {
    expect(shown('\t\t\t')).toEqual(['m:⇥3'])
    expect(shown('\r\n')).toEqual(['m:␍', 'm:⏎'])
    expect(shown('a\u202eb')).toEqual(['p:a', 'm:U+202E', 'p:b'])
    expect(shown('\0')).toEqual(['m:U+0000'])
    expect(shown('\u00a0')).toEqual(['m:U+00A0'])
  })
  it('gives combining marks a circle to stand on, and leaves scripts as they are', () => {
    expect(shown('\u0301')).toEqual(['p:\u25cc\u0301'])
    expect(shown(' \u0947')).toEqual(['m:·', 'p:\u25cc\u0947'])
    expect(shown('e\u0301')).toEqual(['p:e\u0301'])
    expect(shown('سلام')).toEqual(['p:سلام'])
    expect(shown('漢字')).toEqual(['p:漢字'])
    expect(shown('a\u200db')).toEqual(['p:a', 'm:U+200D', 'p:b'])
  })
  it('shows bytes that are no character as hex and the rest as text', () => {
    const pieces = literalPieces(tokenText(Uint8Array.of(0x61, 0xe1, 0x9e, 0x62)))
    expect(pieces).toEqual([
      { kind: 'plain', text: 'a' },
      { kind: 'hex', text: 'E1 9E' },
      { kind: 'plain', text: 'b' },
    ])
  })
  it('refuses overlong and surrogate encodings', () => {
    expect(literalPieces(tokenText(Uint8Array.of(0xc0, 0x80)))).toEqual([{ kind: 'hex', text: 'C0 80' }])
    expect(literalPieces(tokenText(Uint8Array.of(0xed, 0xa0, 0x80)))).toEqual([
      { kind: 'hex', text: 'ED A0 80' },
    ])
  })
  it('finds whole characters in any bytes as the decoder of the platform does', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const isWhole = (own: Uint8Array) => {
      try {
        return [...strict.decode(own)].length === 1
      } catch {
        return false
      }
    }
    /** The slow way: the decoder is asked of every length at every place. */
    const reference = (all: Uint8Array) => {
      let found = ''
      for (let at = 0; at < all.length; ) {
        const length = [1, 2, 3, 4].find(
          (own) => at + own <= all.length && isWhole(all.subarray(at, at + own)),
        )
        found += length ? strict.decode(all.subarray(at, at + length)) : `<${all[at].toString(16)}>`
        at += length ?? 1
      }
      return found
    }
    // bytes near the borders of the well-formed sequences
    const some = [0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf]
    const leads = [0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff]
    const all = [...some, ...leads]
    const wrong: number[][] = []
    for (const a of leads)
      for (const b of all)
        for (const c of some)
          for (const d of [0x20, 0x80, 0xbf]) {
            const token = tokenText(Uint8Array.of(a, b, c, d, 0x7a))
            const said = stripPieces(token).map(({ kind, text }) =>
              kind === 'hex'
                ? text
                    .split(' ')
                    .map((pair) => `<${pair.toLowerCase()}>`)
                    .join('')
                : text.startsWith('U+')
                  ? String.fromCodePoint(Number.parseInt(text.slice(2), 16))
                  : text,
            )
            if (said.join('') !== reference(Uint8Array.of(a, b, c, d, 0x7a))) wrong.push([a, b, c, d])
          }
    expect(wrong).toEqual([])
  })
  it('cuts after 22 characters and keeps the whole name', () => {
    const token = tokenText(bytes('x'.repeat(40)))
    expect(literalPieces(token)).toEqual([
      { kind: 'plain', text: 'x'.repeat(22) },
      { kind: 'mark', text: '…' },
    ])
    expect(tokenName(token)).toBe('x'.repeat(40))
    expect(literalPieces(tokenText(bytes('x'.repeat(22))))).toHaveLength(1)
  })
})

describe('stripPieces', () => {
  it('keeps spaces and marks breaks', () => {
    expect(stripPieces(tokenText(bytes('\n  a')))).toEqual([
      { kind: 'mark', text: '⏎' },
      { kind: 'plain', text: '  a' },
    ])
  })
})
