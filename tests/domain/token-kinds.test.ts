import { describe, expect, it } from 'vitest'
import { kindsNamed, TOKEN_KINDS } from '@/lib/domain/token-kinds'
import { tokenText } from '@/lib/view/token-view'

const kindsOf = (token: string | readonly number[]) => {
  const bytes = typeof token === 'string' ? new TextEncoder().encode(token) : Uint8Array.from(token)
  const shown = tokenText(bytes)
  return TOKEN_KINDS.filter(({ holds }) => holds(shown)).map(({ name }) => name)
}
const named = (text: string) => kindsNamed(text).map(({ name }) => name)

describe('the kinds of a token', () => {
  it('tells a script by its letters, and by the byte with which its characters begin', () => {
    expect(kindsOf('م')).toEqual(['Arabic letters'])
    expect(kindsOf([0xd8])).toEqual(['Arabic letters'])
    expect(kindsOf([0x20, 0xce])).toEqual(['Greek letters'])
    expect(kindsOf([0xd7])).toEqual(['Hebrew letters'])
    expect(kindsOf([0xe3, 0x81])).toEqual(['Japanese kana'])
  })
  it('does not tell a script by a byte that many scripts share', () => {
    expect(kindsOf([0xaa])).toEqual([])
    expect(kindsOf([0xe3])).toEqual([])
    expect(kindsOf([0xaa, 0xb8])).toEqual([])
  })
  it('tells spellings', () => {
    expect(kindsOf(' "')).toEqual(['quotation marks'])
    expect(kindsOf("('")).toEqual(['quotation marks'])
    expect(kindsOf('CAAC')).toEqual(['base64'])
    expect(kindsOf(' ERR')).toEqual(['words in capitals'])
    expect(kindsOf('1234')).toEqual(['digits'])
    expect(kindsOf('e3f')).toEqual(['hexadecimal digits'])
    expect(kindsOf('../')).toEqual(['slashes and paths'])
    expect(kindsOf('})')).toEqual(['brackets'])
    expect(kindsOf('\n    ')).toEqual(['newlines'])
    expect(kindsOf(' return')).toEqual(['keywords of JavaScript'])
    expect(kindsOf('feature')).toEqual([])
  })
})

describe('the kinds that a text names', () => {
  it('reads plurals, other words for a kind and words that mean nothing', () => {
    expect(named('Arabic')).toEqual(['Arabic letters'])
    expect(named('russian letters')).toEqual(['Cyrillic letters'])
    expect(named('quote of a path')).toEqual(['quotation marks', 'slashes and paths'])
    expect(named('parentheses')).toEqual(['brackets'])
  })
  it('forgives one slip in a longer word', () => {
    expect(named('brakets')).toEqual(['brackets'])
    expect(named('brackest')).toEqual(['brackets'])
    expect(named('grek')).toEqual([])
  })
  it('names none if a word is left', () => {
    expect(named('arabic import')).toEqual([])
    expect(named('')).toEqual([])
    expect(named('of the')).toEqual([])
  })
  it('has no word for two kinds', () => {
    const words = TOKEN_KINDS.flatMap((kind) => kind.words)
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  })
})
