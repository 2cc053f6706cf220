import { describe, expect, it } from 'vitest'
import { PLACES, PlaceReader } from '@/lib/interp/rules/places'

/** Returns the places of each token, the token's text before them. */
function places(tokens: readonly string[]): Record<string, string[]> {
  const reader = new PlaceReader()
  return Object.fromEntries(
    tokens.map((token) => {
      const bits = reader.next(token)
      return [token, PLACES.filter((_, j) => (bits & (1 << j)) !== 0).map(({ name }) => name)]
    }),
  )
}
const lastOf = (...tokens: string[]) => Object.values(places(tokens)).at(-1)

describe('places', () => {
  it.each<[string, string[], string[]]>([
    ['the start of a line', ['\n', '  ', 'const'], ['lineStart']],
    ['no start of a line', ['\n', 'let', ' x'], []],
    ['a comment', ['\n', '// the', ' rest'], ['comment']],
    ['a block comment', ['x /* a', ' b'], ['comment']],
    ['after a block comment', ['x /* a */', ' b'], []],
    ['a version number', ['"x": "^', '1', '.', '2', '.', '3'], ['quoted', 'version']],
    ['no version number', ['a', '.', 'b'], []],
    ['a URL', ['see https', '://', 'example'], ['url']],
    ['a path', ['from ./', 'lib'], ['path']],
    ['a name with underscores', [' max', '_', 'size'], ['snakeCase']],
    ['base64', ['aGVsbG8gd29ybGQ', 'Z29vZGJ5ZQx1', 'ABC'], ['base64']],
    ['a hexadecimal string', ['sha ', '0dae7c', 'e634d1'], ['hexString']],
    ['mappings', ['"', 'AAAA,SAASA,', 'EAAGC,CAAC,EAAE'], ['mappings', 'quoted']],
    ['a quoted key', ['\n', '  "na', 'me'], ['key', 'quoted']],
    ['quotation marks', ['x = "na', 'me'], ['quoted']],
    ['an apostrophe', ["don't", ' stop'], []],
    ['backticks', ['use `fo', 'o'], ['backticks']],
    ['round brackets', ['f(', 'x'], ['brackets']],
    ['a tag', ['<div', ' class'], ['tag']],
    ['an import line', ['\n', 'import', ' x'], ['importLine']],
    ['a list item', ['\n', '- one', ' two'], ['listItem']],
    ['a heading', ['\n', '## One', ' two'], ['heading']],
    ['a table row', ['\n', '| a |', ' b'], ['tableRow']],
  ])('%s', (_, tokens, expected) => {
    expect(lastOf(...tokens)?.sort()).toEqual(expected)
  })

  it('of a newline are those of the line that it ends', () => {
    expect(lastOf('\n', '// a', '\n  ')).toEqual(['comment'])
  })
})
