import { groupNumber } from '@/lib/contract/example-groups'
import type { ChosenExample, ExampleView } from '@/lib/contract/feature'
import type { BlindEvidence, BlindToken } from '@/lib/contract/studies'
import { GROUP_TOP, INTERVALS } from '@/lib/domain/example'
import { RAISED_TOKENS, STRONGEST_EXAMPLES } from '@/lib/domain/study'
import { exampleTokens, selectedIndex } from '@/lib/view/example-window'
import { activationLevel } from '@/lib/view/levels'
import type { TokenText } from '@/lib/view/token-view'

/** Number of tokens shown on either side of the selected one. */
const LEFT = 20
const RIGHT = 24

/**
 * Returns what annotators see of an item, the same for every kind: always twelve groups, activations in ninths of the
 * maximum, raised tokens in ninths of the first. Absolute values, places, documents, loss effects and counts are left
 * out, because their scale tells a neuron from a feature.
 */
export function blindEvidence(
  feature: {
    readonly maxActivation: number
    readonly raised: readonly { readonly token: TokenText; readonly value: number }[]
  },
  examples: readonly ChosenExample[],
  examplesEach: number,
): BlindEvidence {
  const group = (level: number) =>
    examples
      .filter((example) => groupNumber(example.group) === level)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, level === GROUP_TOP ? STRONGEST_EXAMPLES : examplesEach)
      .map((example) => blindExample(example, feature.maxActivation))
  const first = feature.raised[0]?.value ?? 0
  return {
    groups: [GROUP_TOP, ...Array.from({ length: INTERVALS }, (_, level) => level)].map((level) => ({
      level,
      examples: group(level),
    })),
    raised: feature.raised
      .slice(0, RAISED_TOKENS)
      .map(({ token, value }) => blindToken(token, activationLevel(value, first))),
  }
}

function blindExample(example: ExampleView, maximum: number) {
  const tokens = exampleTokens(example)
  const at = selectedIndex(example)
  let from = at
  while (from > 0 && at - from < LEFT && !tokens[from - 1].special) from--
  let to = at + 1
  while (to < tokens.length && to - at <= RIGHT && !tokens[to].special) to++
  return {
    tokens: tokens
      .slice(from, to)
      .map((token, offset) =>
        blindToken(token, activationLevel(example.activations[from + offset], maximum)),
      ),
    selected: at - from,
  }
}

function blindToken(token: TokenText, level: number): BlindToken {
  // JSON in Postgres cannot hold NUL, so the printed sign of NUL is stored
  const text = token.text.replaceAll('\0', '␀')
  return { text, ...(token.hex ? { hex: token.hex } : {}), level }
}
