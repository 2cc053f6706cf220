import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Kwic } from '@/app/_ui/examples/kwic'
import { windowAround } from '@/app/_ui/examples/kwic-window'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'

const tokens = (...texts: string[]) => texts.map((text) => ({ text }))

describe('windowAround', () => {
  it('takes tokens until the characters are full, never past the ends', () => {
    const ten = tokens(...'abcdefghij')
    expect(windowAround(ten, 5, 2, 3)).toEqual({ from: 3, to: 9 })
    expect(windowAround(ten, 0)).toEqual({ from: 0, to: 10 })
    expect(windowAround(tokens('x'.repeat(100), 'y', 'z'), 1, 5, 0)).toEqual({ from: 0, to: 2 })
  })
})

describe('Kwic', () => {
  const html = renderToStaticMarkup(
    createElement(Kwic, {
      tokens: tokens('<b>', ' from', " '", 'zod'),
      activations: [0, 0.5, 9, 0],
      lossEffects: [null, -0.1, 0.8, null],
      selected: 2,
      maximum: 9,
    }),
  )
  it('escapes text and says level, underline and selection in attributes', () => {
    expect(html).toContain('&lt;b&gt;')
    expect(html).not.toContain('<b>')
    expect(html).toContain('class="sel" data-a="9" data-d="+2"')
    expect(html).toContain('<bdi data-a="1" data-d="-1"')
  })
  it('keeps every token, in order', () => expect(html.match(/<bdi/g)).toHaveLength(4))
})

describe('TokenLiteral', () => {
  it('never lets a token become markup', () => {
    const html = renderToStaticMarkup(
      createElement(TokenLiteral, { token: { text: '<img src=x onerror=alert(1)>' } }),
    )
    expect(html).not.toContain('<img')
    expect(html).toContain('…')
  })
})
