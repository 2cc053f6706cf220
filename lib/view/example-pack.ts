/**
 * Examples as they travel with a page: silent tokens are left out and figures carry the digits that pages can show.
 * Pure and client-safe.
 */
import type { ExampleView } from '@/lib/contract/feature'

const ACTIVATION_DIGITS = 4
const EFFECT_DIGITS = 3

/** Stands between tokens that travel as one text; seldom enough in texts. */
const BETWEEN = '\u00a6'

const NUMBERS = ['rank', 'sequence', 'position', 'repeats', 'start', 'length'] as const
type Numbers = Pick<ExampleView, (typeof NUMBERS)[number]>

export interface PackedExample
  extends Omit<ExampleView, 'tokens' | 'activations' | 'lossEffects' | 'document' | keyof Numbers> {
  readonly document: readonly [name: string, kind: string, heldOut: boolean]
  /** Its whole numbers, in a fixed order. */
  readonly numbers: readonly (number | null)[]
  /** One text, or a list where a token has the sign that would stand between them. */
  readonly tokens: string | readonly string[]
  /** Index in `tokens`, activation and loss effect of every token that fires, one after another. */
  readonly fired: readonly (number | null)[]
}

export function packExample(example: ExampleView): PackedExample {
  const { group, bytes, special, tokens, tokenIds, document, activations, lossEffects } = example
  const fired: (number | null)[] = []
  activations.forEach((activation, at) => {
    if (activation > 0) fired.push(at, cut(activation, ACTIVATION_DIGITS), shortened(lossEffects[at]))
  })
  return {
    group,
    ...(bytes ? { bytes } : {}),
    ...(special ? { special } : {}),
    tokenIds,
    document: [document.name, document.kind, document.heldOut],
    numbers: NUMBERS.map((name) => example[name]),
    tokens: tokens.some((token) => token.includes(BETWEEN)) ? tokens : tokens.join(BETWEEN),
    activation: cut(example.activation, ACTIVATION_DIGITS),
    fired,
  }
}

export function unpackExample(example: PackedExample): ExampleView {
  const {
    fired,
    numbers,
    tokens: packed,
    document: [name, kind, heldOut],
    ...rest
  } = example
  const places = Object.fromEntries(NUMBERS.map((name, at) => [name, numbers[at]])) as unknown as Numbers
  const tokens = typeof packed === 'string' ? packed.split(BETWEEN) : [...packed]
  const activations: number[] = tokens.map(() => 0)
  const lossEffects: (number | null)[] = tokens.map(() => null)
  for (let i = 0; i < fired.length; i += 3) {
    const at = fired[i] as number
    activations[at] = fired[i + 1] as number
    lossEffects[at] = fired[i + 2]
  }
  return { ...rest, ...places, tokens, activations, lossEffects, document: { name, kind, heldOut } }
}

const cut = (value: number, digits: number) => Number(value.toPrecision(digits))
const shortened = (effect: number | null) => (effect === null ? null : cut(effect, EFFECT_DIGITS))
