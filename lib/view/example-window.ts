import type { ExampleView } from '@/lib/contract/feature'
import type { TokenText } from './token-view'

/** Returns the tokens of an example as pages show them. */
export function exampleTokens(example: ExampleView): TokenText[] {
  return example.tokens.map((text, at) => {
    const hex = example.bytes?.[at]
    return {
      text,
      ...(hex ? { hex } : {}),
      ...(example.special?.includes(at) ? { special: true as const } : {}),
    }
  })
}

/** Returns the index of the selected token among the tokens of the example. */
export function selectedIndex(example: ExampleView): number {
  return example.position - example.start
}

/** Returns the example with only its tokens [from, to), for the first answer of a page. */
export function sliceExample(example: ExampleView, from: number, to: number): ExampleView {
  const inside = Object.entries(example.bytes ?? {})
    .map(([at, hex]) => [Number(at) - from, hex] as const)
    .filter(([at]) => at >= 0 && at < to - from)
  const special = (example.special ?? []).map((at) => at - from).filter((at) => at >= 0 && at < to - from)
  const { bytes: _bytes, special: _special, ...rest } = example
  return {
    ...rest,
    start: example.start + from,
    tokens: example.tokens.slice(from, to),
    tokenIds: example.tokenIds.slice(from, to),
    activations: example.activations.slice(from, to),
    lossEffects: example.lossEffects.slice(from, to),
    ...(inside.length > 0 ? { bytes: Object.fromEntries(inside) } : {}),
    ...(special.length > 0 ? { special } : {}),
  }
}
