import type { ExampleView, Feature, FeatureToken } from '@/lib/contract/feature'
import { SemascopeError } from '@/lib/errors'

/** Shortens a feature to what its page shows first: the first entries of lists, and numbers with the shown digits. */
export function shortened(feature: Feature): Feature {
  return {
    ...feature,
    tokens: firstTokens(feature.tokens).map(shortToken),
    neurons: firstNeurons(feature.neurons),
    logits: listedLogits(feature.logits),
    neighbours: feature.neighbours.map(shortNeighbour),
  }
}

/** Leaves out the tokens of a neighbour that is shown by its label. */
function shortNeighbour(neighbour: Feature['neighbours'][number]): Feature['neighbours'][number] {
  const { index, cosine, label, topTokens, promotedTokens } = neighbour
  const tokens =
    label === null
      ? { topTokens: topTokens.slice(0, 2), promotedTokens: promotedTokens.slice(0, 1) }
      : NO_TOKENS
  return { index, cosine: short(cosine), label, ...tokens }
}
const NO_TOKENS = { topTokens: [], promotedTokens: [] }

const DIGITS = 4
/** Number of top tokens that are shown first. */
export const FIRST_TOKENS = 12
/** Number of logit tokens that are shown per side; the rest is in the JSON. */
const LOGITS = 10

function listedLogits({ positive, negative, histogram }: Feature['logits']): Feature['logits'] {
  const { edges, counts } = histogram
  const first = (tokens: Feature['logits']['positive']) =>
    tokens.slice(0, LOGITS).map((token) => ({ ...token, value: short(token.value) }))
  return {
    positive: first(positive),
    negative: first(negative),
    histogram: { edges: edges.map(short), counts },
  }
}

/** Number of neurons that a list shows. */
const NEURONS = 3

function firstNeurons(neurons: Feature['neurons']): Feature['neurons'] {
  if (neurons === null) return null
  const { aligned, correlated, tokens, dictionary } = neurons
  return {
    tokens,
    dictionary,
    aligned: aligned
      .slice(0, NEURONS)
      .map(({ neuron, weight, l1Share }) => ({ neuron, weight: short(weight), l1Share: short(l1Share) })),
    correlated: correlated.slice(0, NEURONS).map(({ neuron, pearson, cosine }) => ({
      neuron,
      pearson: short(pearson),
      cosine: cosine === null ? null : short(cosine),
    })),
  }
}

/** Returns the tokens that are first in any of their orders; the rest is requested when a reader wants it. */
function firstTokens(tokens: readonly FeatureToken[]): FeatureToken[] {
  const first = (['share', 'mean', 'max'] as const).flatMap((order) =>
    tokens.toSorted((a, b) => b[order] - a[order]).slice(0, FIRST_TOKENS),
  )
  return tokens.filter((token) => first.includes(token))
}

const short = (value: number) => Number(value.toPrecision(DIGITS))

/** Rounds the numbers of an example to what its line and its tips show. */
export function shortExample(example: ExampleView): ExampleView {
  return {
    ...example,
    activation: short(example.activation),
    activations: example.activations.map(shortActivation),
    // at a silent token nothing changes, which is shorter than null
    lossEffects: example.lossEffects.map((effect, at) =>
      effect === null && example.activations[at] === 0 ? 0 : effect && Number(effect.toFixed(LOSS_DECIMALS)),
    ),
  }
}

/** Keeps the two decimals that are shown, and three digits of what is smaller than one. */
const shortActivation = (value: number) => Number(value < 1 ? value.toPrecision(3) : value.toFixed(2))
const LOSS_DECIMALS = 3

/** Rounds numbers to the digits that the pane shows, so that less is sent. */
function shortToken(token: FeatureToken): FeatureToken {
  return {
    ...token,
    share: short(token.share),
    mean: short(token.mean),
    max: short(token.max),
    precision: token.precision === null ? null : short(token.precision),
  }
}

/** An example whose tokens are one text: a list of them takes five more characters of the page for each. */
export type PackedExample = Omit<ExampleView, 'tokens' | 'group' | 'rank'> & {
  readonly text: string
  readonly between: string
}

/** What may stand between tokens; the first that is in none of them does. */
const BETWEEN = ['|', '¦', '¶', '†', '‡', '␟', '␞']

/** Packs an example for its way to the browser. Throws if no separator is left, which no text has come near. */
export function pack({ tokens, group: _group, rank: _rank, ...example }: ExampleView): PackedExample {
  const between = BETWEEN.find((one) => !tokens.some((token) => token.includes(one)))
  if (between === undefined)
    throw new SemascopeError('internal', 'no character is left to stand between tokens')
  return { ...example, between, text: tokens.join(between) }
}

/** Returns one of the strongest examples from its packed form and its place among them. */
export const unpack = ({ text, between, ...example }: PackedExample, rank: number): ExampleView => ({
  ...example,
  group: 'top',
  rank,
  tokens: text.split(between),
})
