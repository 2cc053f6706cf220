import { describe, expect, it } from 'vitest'
import { characterClasses, scriptOf, scriptOfText } from '@/lib/tokens/unicode-script'

describe('scripts', () => {
  it.each([
    ['a', 'Latin'],
    ['é', 'Latin'],
    ['ж', 'Cyrillic'],
    ['Ω', 'Greek'],
    ['世', 'Han'],
    ['な', 'Hiragana'],
    ['ア', 'Katakana'],
    ['한', 'Hangul'],
    ['م', 'Arabic'],
    ['ש', 'Hebrew'],
    ['न', 'Devanagari'],
    ['ส', 'Thai'],
    ['1', null],
    [',', null],
    [' ', null],
    ['😀', null],
  ])('%s is %s', (character, script) => {
    expect(scriptOf(character.codePointAt(0) ?? 0)).toBe(script)
  })

  it('takes the script of most characters', () => {
    expect(scriptOfText(' Привет x!')).toBe('Cyrillic')
    expect(scriptOfText('123 …')).toBe(null)
  })
})

describe('characterClasses', () => {
  it.each([
    ['\n', ['newline', 'whitespace']],
    ['\n    ', ['newline', 'indentation', 'whitespace']],
    ['  ', ['indentation', 'whitespace']],
    [' ', ['whitespace']],
    ['2024', ['digits', 'hex']],
    ['3f', ['hex']],
    ['beef', ['lowercase', 'letters']],
    [' The', ['capitalised', 'letters', 'leading-space']],
    ['HTTP', ['uppercase', 'letters']],
    [');', ['punctuation']],
    ['+=', ['punctuation']],
    ['世界', ['letters']],
    ['a1', ['hex']],
    ['x1', []],
  ])('%j has %j', (text, classes) => {
    expect(characterClasses(text)).toEqual(classes)
  })

  it('says of half a character only that it is half', () => {
    expect(characterClasses('\ufffd', false)).toEqual(['split-character'])
  })
})
