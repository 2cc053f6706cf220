/** Runs rules over the whole of a text: for each, the tokens that it predicts and how many of them its feature fires at. */
import type { LabelCounts } from '@/lib/domain/label-figures'
import { CONDITIONS, conditionRoom, conditionsAt } from './conditions'
import { type CompiledRule, compileRule, type Hypothesis, predicts } from './hypothesis'
import type { RuleText } from './text'

/** A rule and the feature that it is to predict. */
export interface FeatureRule {
  readonly feature: number
  readonly hypothesis: Hypothesis
}

/** Sums of rules over text; those of several texts are added up in their order. */
export interface RuleSums {
  readonly tokens: number
  /** All of them [rules]. */
  readonly firings: Float64Array
  readonly activation: Float64Array
  readonly predicted: Float64Array
  readonly hits: Float64Array
  readonly hitActivation: Float64Array
}

/** Counts rules over text, token by token, with the features that fire at each. */
export class RuleScorer {
  readonly #rules: readonly { readonly feature: number; readonly compiled: CompiledRule }[]
  readonly #text: RuleText
  /** Rules by a token that they name, by one that they name as the token before, and by their rarest condition. */
  readonly #byToken = new Map<number, number[]>()
  readonly #byPrevious = new Map<number, number[]>()
  readonly #byCondition: number[][] = Array.from({ length: CONDITIONS }, () => [])
  readonly #room = conditionRoom()
  readonly #ruleOf: Int32Array // [d_sae], −1 without a rule
  readonly #activations: Float32Array // [rules]
  #tokens = 0
  readonly #sums: Omit<RuleSums, 'tokens'>

  constructor(rules: readonly FeatureRule[], dSae: number, text: RuleText) {
    this.#text = text
    const frequencies = this.#frequencies()
    this.#rules = rules.map(({ feature, hypothesis }) => ({ feature, compiled: compileRule(hypothesis) }))
    this.#ruleOf = new Int32Array(dSae).fill(-1)
    this.#rules.forEach(({ feature, compiled }, rule) => {
      this.#ruleOf[feature] = rule
      const { tokens, previous } = compiled
      if (tokens) for (const id of tokens) addTo(this.#byToken, id, rule)
      else if (previous) for (const id of previous) addTo(this.#byPrevious, id, rule)
      else {
        const rarest = compiled.conditions.reduce((a, b) => (frequencies[b] < frequencies[a] ? b : a))
        this.#byCondition[rarest].push(rule)
      }
    })
    this.#activations = new Float32Array(rules.length)
    const zeros = () => new Float64Array(rules.length)
    this.#sums = {
      firings: zeros(),
      activation: zeros(),
      predicted: zeros(),
      hits: zeros(),
      hitActivation: zeros(),
    }
  }

  #frequencies(): Float64Array {
    const counts = new Float64Array(CONDITIONS)
    for (let at = 0; at < this.#text.length; at++) {
      const count = conditionsAt(this.#text, at, this.#room)
      for (let i = 0; i < count; i++) counts[this.#room[i]]++
    }
    return counts
  }

  /** Adds a token of the text with the firings [from, to) of two lists: ascending features, and their activations. */
  add(at: number, features: Uint32Array, values: Float32Array, from: number, to: number): void {
    const text = this.#text
    const id = text.tokenIds[at]
    if (id === -1) return
    this.#tokens++
    const { firings, activation } = this.#sums
    for (let i = from; i < to; i++) {
      const rule = this.#ruleOf[features[i]]
      if (rule === -1) continue
      this.#activations[rule] = values[i]
      firings[rule]++
      activation[rule] += values[i]
    }
    this.#test(this.#byToken.get(id), at)
    this.#test(this.#byPrevious.get(text.previousIds[at]), at)
    const count = conditionsAt(text, at, this.#room)
    for (let i = 0; i < count; i++) this.#test(this.#byCondition[this.#room[i]], at)
    for (let i = from; i < to; i++) {
      const rule = this.#ruleOf[features[i]]
      if (rule !== -1) this.#activations[rule] = 0
    }
  }

  #test(rules: readonly number[] | undefined, at: number): void {
    if (rules === undefined) return
    const { predicted, hits, hitActivation } = this.#sums
    for (const rule of rules) {
      if (!predicts(this.#rules[rule].compiled, this.#text, at)) continue
      predicted[rule]++
      const activation = this.#activations[rule]
      if (activation === 0) continue
      hits[rule]++
      hitActivation[rule] += activation
    }
  }

  sums(): RuleSums {
    return { tokens: this.#tokens, ...this.#sums }
  }
}

function addTo(lists: Map<number, number[]>, id: number, rule: number): void {
  const list = lists.get(id)
  if (list) list.push(rule)
  else lists.set(id, [rule])
}

/** Returns the counts of every rule over all texts, whose sums come in the texts' order. */
export function addSums(rules: number, parts: readonly RuleSums[]): LabelCounts[] {
  return Array.from({ length: rules }, (_, rule) => {
    const total = { tokens: 0, firings: 0, activation: 0, predicted: 0, hits: 0, hitActivation: 0 }
    for (const part of parts) {
      total.tokens += part.tokens
      total.firings += part.firings[rule]
      total.activation += part.activation[rule]
      total.predicted += part.predicted[rule]
      total.hits += part.hits[rule]
      total.hitActivation += part.hitActivation[rule]
    }
    return total
  })
}
