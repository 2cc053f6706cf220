/**
 * Finds the best simple rule on the text that serves to choose rules: its score (label-figures.ts) at the true rate of
 * firings, minus a price for every condition and every listed token. All single conditions and pairs that the firings suggest
 * are tried, and a third condition is added to the best of them.
 */
import { labelScore } from '@/lib/domain/label-figures'
import { CONDITIONS, conditionRoom, conditionsAt, generality, NUMBERED, type Slot } from './conditions'
import type { Clause, CompiledRule, Hypothesis } from './hypothesis'
import type { TextCounts } from './text-counts'

/** Price of each condition after the first, and of each listed token after the first. */
const CONDITION_PRICE = 0.02
const TOKEN_PRICE = 0.006
/** Price of each step from specific to general, which decides between conditions that are equally good. */
const GENERAL_PRICE = 1e-5
const SET_SIZES = [1, 2, 3, 5, 8]
const LONGEST = 8
/** Share of the activation that a condition must cover to be tried. */
const MIN_SHARE = 0.25
/** How many of the best rules are tried with one more condition. */
const EXTENDED = 4
/** Least rows of the text from which the share of a third condition is estimated. */
const ENOUGH_ROWS = 64
/** Lists are made of so many of the ids with the most activation. */
const LIKELY = 40
const ROUNDS = 3
/** Rules whose value is so far below the best are not kept. */
const WORSE = 0.15
/** Tokens that are counted as silent in addition to those that are: a rule for few tokens is not trusted blindly. */
const PRIOR = 2

/** A sample of a feature's firings in the text. */
export interface FiringSample {
  /** Places in the text, ascending. */
  readonly at: Uint32Array
  readonly activations: Float32Array
  /** How many firings each of the sample stands for. */
  readonly weight: number
}

export interface Found {
  readonly hypothesis: Hypothesis
  /** On the text that the rule was chosen on; precision is estimated from the sample. */
  readonly precision: number
  readonly activationShare: number
  readonly score: number
}

interface Rule {
  readonly tokens: readonly number[] | null
  readonly previous: readonly number[] | null
  readonly conditions: readonly number[]
}

interface Candidate extends Rule {
  /** Tokens of the text at which the rule holds. */
  readonly predicted: number
  readonly precision: number
  readonly share: number
  readonly score: number
  /** The score minus the price. */
  readonly value: number
}

/** Returns the rules that the firings suggest, the best first. */
export function searchRules(sample: FiringSample, counts: TextCounts): Found[] {
  return new Search(sample, counts).run().map(({ precision, share, score, ...rule }) => ({
    hypothesis: hypothesisOf(rule),
    precision,
    activationShare: share,
    score,
  }))
}

/** The firings of a sample with one token, or after one. */
interface Group {
  readonly id: number
  readonly number: number
}

class Search {
  readonly #sample: FiringSample
  readonly #counts: TextCounts
  readonly #size: number
  readonly #activation: number
  readonly #candidates: Candidate[] = []
  #best = Number.NEGATIVE_INFINITY
  /** Conditions that cover enough, and for each firing the places of those that hold in this list. */
  #conditions: readonly number[] = []
  #holding: readonly Uint8Array[] = []

  constructor(sample: FiringSample, counts: TextCounts) {
    this.#sample = sample
    this.#counts = counts
    this.#size = sample.at.length
    this.#activation = sample.activations.reduce((sum, value) => sum + value, 0)
  }

  run(): Candidate[] {
    if (this.#size === 0) return []
    this.#readConditions()
    this.#offerConditions()
    const tokens = new Side(this.#sample.at, this.#counts.text.tokenIds)
    const previous = new Side(this.#sample.at, this.#counts.text.previousIds)
    const tokenLists = this.#offerAlone(tokens, 'token')
    const previousLists = this.#offerAlone(previous, 'previous')
    for (const list of previousLists) {
      const own = new Set(list)
      const count = (id: number) => sumOf(list, (p) => this.#counts.before(id).get(p) ?? 0)
      const within = (i: number) => own.has(previous.ids[i])
      this.#offerLists(tokens, this.#sums(tokens, within), count, (ids) => ({ tokens: ids, previous: list }))
    }
    for (const list of tokenLists) {
      const own = new Set(list)
      const count = (id: number) => sumOf(list, (token) => this.#counts.before(token).get(id) ?? 0)
      const within = (i: number) => own.has(tokens.ids[i])
      this.#offerLists(previous, this.#sums(previous, within), count, (ids) => ({
        tokens: list,
        previous: ids,
      }))
    }
    this.#sort()
    for (const candidate of this.#candidates.filter((c) => parts(c) === 2).slice(0, EXTENDED))
      this.#extend(candidate, tokens, previous)
    this.#sort()
    return this.#candidates
  }

  #sort(): void {
    this.#candidates.sort((a, b) => b.value - a.value)
  }

  #readConditions(): void {
    const { at, activations } = this.#sample
    const room = conditionRoom()
    const shares = new Float64Array(CONDITIONS)
    const all: Int16Array[] = []
    for (let i = 0; i < this.#size; i++) {
      const count = conditionsAt(this.#counts.text, at[i], room)
      const own = room.slice(0, count)
      for (const c of own) shares[c] += activations[i]
      all.push(own)
    }
    this.#conditions = [...shares.keys()].filter((c) => shares[c] >= MIN_SHARE * this.#activation)
    const places = new Int16Array(CONDITIONS).fill(-1)
    this.#conditions.forEach((c, place) => {
      places[c] = place
    })
    this.#holding = all.map((own) => Uint8Array.from(own.map((c) => places[c]).filter((place) => place >= 0)))
  }

  /** Offers the conditions alone and in pairs. */
  #offerConditions(): void {
    const own = this.#conditions
    const hits = new Float64Array(own.length ** 2)
    const activation = new Float64Array(own.length ** 2)
    this.#holding.forEach((holding, i) => {
      for (let x = 0; x < holding.length; x++)
        for (let y = x; y < holding.length; y++) {
          const pair = holding[x] * own.length + holding[y]
          hits[pair]++
          activation[pair] += this.#sample.activations[i]
        }
    })
    own.forEach((a, x) => {
      for (let y = x; y < own.length; y++) {
        const b = own[y]
        if (x !== y && NUMBERED[a].slot === NUMBERED[b].slot) continue
        const pair = x * own.length + y
        const predicted = this.#counts.pairs[a * CONDITIONS + b]
        this.#offer({ conditions: x === y ? [a] : [a, b] }, hits[pair], activation[pair], predicted)
      }
    })
  }

  /** Offers lists of one side, alone and under each condition. Returns the lists that stand alone. */
  #offerAlone(side: Side, slot: 'token' | 'previous'): (readonly number[])[] {
    const rule = (ids: readonly number[]) => (slot === 'token' ? { tokens: ids } : { previous: ids })
    const alone = this.#offerLists(
      side,
      this.#sums(side, () => true),
      (id) => this.#counts.occurrences(id),
      rule,
    )
    const under = this.#conditions.map(() => side.zeros())
    this.#holding.forEach((holding, i) => {
      const group = side.groups[i]
      if (group < 0) return
      for (const place of holding) {
        under[place].hits[group]++
        under[place].activation[group] += this.#sample.activations[i]
      }
    })
    this.#conditions.forEach((condition, place) => {
      if (NUMBERED[condition].slot === slot) return
      const counts = (id: number) =>
        slot === 'token' ? this.#counts.withToken(id)[condition] : this.#counts.withPrevious(id)[condition]
      this.#offerLists(side, under[place], counts, (ids) => ({ ...rule(ids), conditions: [condition] }))
    })
    return alone
  }

  #sums(side: Side, within: (i: number) => boolean): GroupSums {
    const sums = side.zeros()
    for (let i = 0; i < this.#size; i++) {
      const group = side.groups[i]
      if (group < 0 || !within(i)) continue
      sums.hits[group]++
      sums.activation[group] += this.#sample.activations[i]
    }
    return sums
  }

  /**
   * Offers the best lists of one to eight ids. An id belongs to the list of the best F1 if its own precision is above half
   * of that F1; which ids those are is found by going round again. An id must fire twice.
   */
  #offerLists(
    side: Side,
    { hits, activation }: GroupSums,
    count: (id: number) => number,
    rule: (ids: readonly number[]) => Partial<Rule>,
  ): (readonly number[])[] {
    const firings = this.#size * this.#sample.weight
    const likely = side.list
      .filter(({ id, number }) => hits[number] >= 2 && this.#counts.hasName(id))
      .sort((a, b) => activation[b.number] - activation[a.number] || a.id - b.id)
      .slice(0, LIKELY)
    const entries = likely.map(({ id, number }) => ({
      id,
      hits: hits[number],
      activation: activation[number],
      count: Math.max(count(id), hits[number]),
      covered: (hits[number] * this.#sample.weight + (activation[number] / this.#activation) * firings) / 2,
    }))
    let best = 0
    let ranked = entries
    for (let round = 0; round < ROUNDS; round++) {
      const gain = (entry: (typeof entries)[number]) => entry.covered - (best / 2) * entry.count
      ranked = entries.filter((entry) => gain(entry) > 0).sort((a, b) => gain(b) - gain(a) || a.id - b.id)
      let covered = 0
      let predicted = 0
      for (const entry of ranked.slice(0, LONGEST)) {
        covered += entry.covered
        predicted += entry.count
        best = Math.max(best, (2 * Math.min(covered, predicted)) / (predicted + firings))
      }
    }
    const offered: (readonly number[])[] = []
    for (const size of SET_SIZES) {
      if (size > ranked.length) break
      const list = ranked.slice(0, size)
      const ids = list.map(({ id }) => id)
      const sum = (of: 'hits' | 'activation' | 'count') => sumOf(list, (entry) => entry[of])
      if (this.#offer(rule(ids), sum('hits'), sum('activation'), sum('count'))) offered.push(ids)
    }
    return offered
  }

  /** Offers a rule that holds at `hits` firings of the sample and at `predicted` tokens of the text. */
  #offer(rule: Partial<Rule>, hits: number, activation: number, predicted: number): boolean {
    const share = activation / this.#activation
    if (share < MIN_SHARE) return false
    const full = { tokens: null, previous: null, conditions: [], ...rule }
    const precision = Math.min(1, (hits * this.#sample.weight) / (Math.max(predicted, hits) + PRIOR))
    const score = labelScore(precision, share)
    const listed = Math.max(0, (full.tokens?.length ?? 0) - 1) + Math.max(0, (full.previous?.length ?? 0) - 1)
    const general = sumOf(full.conditions, (c) => GENERAL_PRICE * generality(c))
    const value = score - CONDITION_PRICE * (parts(full) - 1) - TOKEN_PRICE * listed - general
    if (value < this.#best - WORSE) return true
    this.#best = Math.max(this.#best, value)
    this.#candidates.push({ ...full, predicted, precision, share, score, value })
    return true
  }

  /** Offers a rule of two conditions with each third. */
  #extend(rule: Candidate, tokens: Side, previous: Side): void {
    const used = new Set<Slot>(rule.conditions.map((c) => NUMBERED[c].slot))
    if (rule.tokens) used.add('token')
    if (rule.previous) used.add('previous')
    const together = this.#counts.together(compileParts(rule))
    if (together.rows < ENOUGH_ROWS && together.rows < rule.predicted) return
    const ownTokens = rule.tokens && new Set(rule.tokens)
    const ownPrevious = rule.previous && new Set(rule.previous)
    const needed = rule.conditions.map((c) => this.#conditions.indexOf(c))
    const holds = (i: number) =>
      (!ownTokens || ownTokens.has(tokens.ids[i])) &&
      (!ownPrevious || ownPrevious.has(previous.ids[i])) &&
      needed.every((place) => this.#holding[i].includes(place))
    const hits = new Float64Array(this.#conditions.length)
    const activation = new Float64Array(this.#conditions.length)
    this.#holding.forEach((holding, i) => {
      if (!holds(i)) return
      for (const place of holding) {
        hits[place]++
        activation[place] += this.#sample.activations[i]
      }
    })
    const each = rule.predicted / together.rows
    const { tokens: own, previous: before, conditions } = rule
    this.#conditions.forEach((condition, place) => {
      if (used.has(NUMBERED[condition].slot)) return
      const predicted = each * together.counts[condition]
      const longer = { tokens: own, previous: before, conditions: [...conditions, condition] }
      this.#offer(longer, hits[place], activation[place], predicted)
    })
    if (used.has('token')) return
    const count = (id: number) => each * (together.tokens.get(id) ?? 0)
    this.#offerLists(tokens, this.#sums(tokens, holds), count, (ids) => ({
      tokens: ids,
      previous: before,
      conditions,
    }))
  }
}

interface GroupSums {
  readonly hits: Float64Array
  readonly activation: Float64Array
}

/** The firings of a sample grouped by their token, or by the token before. */
class Side {
  /** The id of each firing, −1 for none. */
  readonly ids: Int32Array
  /** The group of each firing, −1 for none. */
  readonly groups: Int32Array
  readonly list: readonly Group[]

  constructor(at: Uint32Array, idAt: Int32Array) {
    const numbers = new Map<number, number>()
    this.ids = Int32Array.from(at, (place) => idAt[place])
    this.groups = this.ids.map((id) => {
      if (id < 0) return -1
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, numbers.size)
      return numbers.size - 1
    })
    this.list = Array.from(numbers, ([id, number]) => ({ id, number }))
  }

  zeros(): GroupSums {
    const zeros = () => new Float64Array(this.list.length)
    return { hits: zeros(), activation: zeros() }
  }
}

function parts({ tokens, previous, conditions }: Rule): number {
  return conditions.length + (tokens ? 1 : 0) + (previous ? 1 : 0)
}

function compileParts({ tokens, previous, conditions }: Rule): CompiledRule {
  return { tokens: tokens && new Set(tokens), previous: previous && new Set(previous), conditions }
}

function sumOf<T>(list: readonly T[], of: (entry: T) => number): number {
  let sum = 0
  for (const entry of list) sum += of(entry)
  return sum
}

function hypothesisOf({ tokens, previous, conditions }: Rule): Hypothesis {
  const clause = (slot: 'token' | 'previous'): Clause | null => {
    const ids = slot === 'token' ? tokens : previous
    if (ids) return { kind: 'tokens', tokenIds: ids }
    const found = conditions.map((c) => NUMBERED[c]).find((entry) => entry.slot === slot)?.condition
    return found && found.kind !== 'place' && found.kind !== 'document' ? found : null
  }
  const of = (slot: Slot) =>
    conditions.map((c) => NUMBERED[c]).find((entry) => entry.slot === slot)?.condition
  const place = of('place')
  const document = of('document')
  return {
    token: clause('token'),
    previous: clause('previous'),
    place: place?.kind === 'place' ? place.place : null,
    documentKind: document?.kind === 'document' ? document.documentKind : null,
  }
}
