import { describe, expect, it } from 'vitest'
import { scriptOf } from '@/lib/tokens/unicode-script'

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
})
