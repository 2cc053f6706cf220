import type { ExampleView } from '@/lib/contract/feature'
import type { TokenText } from './token-view'

/** The tokens of an example as pages show them. */
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

/** Index of the selected token among the tokens the example carries. */
export function selectedIndex(example: ExampleView): number {
  return example.position - example.start
}

/** The example with only tokens [from, to) of those it carries, for a page's first answer. */
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
