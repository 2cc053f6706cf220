/**
 * Finds the best simple hypothesis on the training part: balanced accuracy minus a price for every condition and
 * every listed token, over all single conditions and pairs of conditions that the firings suggest.
 */
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import { type Clause, type Hypothesis, holds } from './hypothesis'
import type { RulePosition } from './positions'
import { RULE_SCRIPTS, TRAITS } from './traits'

/** Price of a second condition, and of each listed token after the first. */
const CLAUSE_PRICE = 0.02
const TOKEN_PRICE = 0.008
const SET_SIZES = [1, 2, 3, 5, 8]
/** Share of the firings that a condition must cover to be tried. */
const MIN_RECALL = 0.25

type Side = 'token' | 'previous'

interface Atom {
  readonly side: Side | 'kind'
  readonly clause: Clause | null
  readonly documentKind: DocumentKind | null
  readonly price: number
  readonly mask: Uint8Array // [positions]
}

/**
 * Returns signed weights: the sum over the positions that a hypothesis predicts, plus 1, halved, is its balanced
 * accuracy. All firings together weigh 1, all silent positions −½ and all near misses −½, or −1 if the other kind is
 * missing.
 */
export function balancedWeights(positions: readonly RulePosition[]): Float64Array {
  const count = (evidence: string) => positions.filter((p) => p.evidence === evidence).length
  const fires = count('fires')
  const silent = count('silent')
  const near = count('near miss')
  const share = silent > 0 && near > 0 ? 0.5 : 1
  return Float64Array.from(positions, ({ evidence }) => {
    if (evidence === 'fires') return 1 / fires
    return -share / (evidence === 'silent' ? silent : near)
  })
}

/** Returns the balanced accuracy of predictions (true: fires) under weights from `balancedWeights`. */
export function balancedAccuracy(weights: Float64Array, predicted: (index: number) => boolean): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) if (predicted(i)) sum += weights[i]
  return (1 + sum) / 2
}

export interface Found {
  readonly hypothesis: Hypothesis
  /** Balanced accuracy on the training part. */
  readonly trainScore: number
}

/**
 * Returns the best hypothesis on the training positions, or null if the firings suggest none. Of equal hypotheses the
 * cheaper wins, then the one tried first.
 */
export function searchHypothesis(positions: readonly RulePosition[]): Found | null {
  const weights = balancedWeights(positions)
  const tokens = sideAtoms(positions, weights, 'token')
  const previous = sideAtoms(positions, weights, 'previous')
  const kinds = kindAtoms(positions, weights)
  let best: { atoms: readonly Atom[]; score: number; value: number; price: number } | null = null
  const consider = (...atoms: Atom[]) => {
    const score = scoreOf(weights, atoms[0].mask, atoms[atoms.length - 1].mask)
    const price = atoms.reduce((sum, atom) => sum + atom.price, CLAUSE_PRICE * (atoms.length - 1))
    const value = score - price
    const gain = best === null ? 1 : value - best.value
    if (best === null || gain > 1e-9 || (gain > -1e-9 && price < best.price - 1e-9))
      best = { atoms, score, value, price }
  }
  for (const atom of [...tokens, ...previous, ...kinds]) consider(atom)
  for (const second of [...previous, ...kinds]) {
    for (const token of tokens) consider(token, second)
    for (const token of tokenSets(positions, weights, 'token', second.mask)) consider(token, second)
  }
  for (const token of tokens)
    for (const second of tokenSets(positions, weights, 'previous', token.mask)) consider(token, second)
  for (const kind of kinds) for (const second of previous) consider(second, kind)
  return best === null ? null : toFound(best)
}

/** Returns the balanced accuracy of predicting a firing where both masks are set. */
function scoreOf(weights: Float64Array, a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (a[i] & b[i]) * weights[i]
  return (1 + sum) / 2
}

function toFound({ atoms, score }: { readonly atoms: readonly Atom[]; readonly score: number }): Found {
  const clause = (side: Side) => atoms.find((atom) => atom.side === side)?.clause ?? null
  return {
    hypothesis: {
      token: clause('token'),
      previous: clause('previous'),
      documentKind: atoms.find(({ side }) => side === 'kind')?.documentKind ?? null,
    },
    trainScore: score,
  }
}

/** Returns every condition on one side that holds for enough of the firings. */
function sideAtoms(positions: readonly RulePosition[], weights: Float64Array, side: Side): Atom[] {
  const clauses: Clause[] = [
    ...RULE_SCRIPTS.map((script) => ({ kind: 'script', script }) as const),
    ...TRAITS.map(({ name }) => ({ kind: 'trait', trait: name }) as const),
  ]
  if (side === 'previous') clauses.push({ kind: 'start' })
  const present = clauses
    .map((clause) => atomOf(positions, side, clause))
    .filter(({ mask }) => covers(mask, weights))
  return [...tokenSets(positions, weights, side), ...present]
}

function kindAtoms(positions: readonly RulePosition[], weights: Float64Array): Atom[] {
  return DOCUMENT_KINDS.map((documentKind) => ({
    side: 'kind' as const,
    clause: null,
    documentKind,
    price: 0,
    mask: maskOf(positions, (p) => p.documentKind === documentKind),
  })).filter(({ mask }) => covers(mask, weights))
}

/**
 * Returns nested sets of tokens, ordered by firings minus silent positions among the positions in `within`. Balanced
 * accuracy adds up over tokens, so the first k are the best k. A token must fire twice.
 */
function tokenSets(
  positions: readonly RulePosition[],
  weights: Float64Array,
  side: Side,
  within?: Uint8Array,
): Atom[] {
  const gains = new Map<number, { gain: number; firings: number }>()
  positions.forEach((p, i) => {
    if (within && within[i] === 0) return
    const id = side === 'token' ? p.tokenId : p.previousId
    if (id < 0) return
    const entry = gains.get(id) ?? { gain: 0, firings: 0 }
    gains.set(id, { gain: entry.gain + weights[i], firings: entry.firings + (weights[i] > 0 ? 1 : 0) })
  })
  const ranked = [...gains].filter(([, { gain, firings }]) => firings >= 2 && gain > 0)
  ranked.sort(([a, x], [b, y]) => y.gain - x.gain || a - b)
  const ids = ranked.map(([id]) => id)
  return SET_SIZES.filter((size) => size <= ids.length)
    .map((size) => atomOf(positions, side, { kind: 'tokens', tokenIds: ids.slice(0, size) }))
    .filter(({ mask }) => covers(mask, weights))
}

function atomOf(positions: readonly RulePosition[], side: Side, clause: Clause): Atom {
  return {
    side,
    clause,
    documentKind: null,
    price: clause.kind === 'tokens' ? TOKEN_PRICE * (clause.tokenIds.length - 1) : 0,
    mask: maskOf(positions, (p) => holds(clause, side, p)),
  }
}

function maskOf(positions: readonly RulePosition[], test: (position: RulePosition) => boolean): Uint8Array {
  const mask = new Uint8Array(positions.length)
  for (let i = 0; i < mask.length; i++) if (test(positions[i])) mask[i] = 1
  return mask
}

function covers(mask: Uint8Array, weights: Float64Array): boolean {
  let recall = 0
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && weights[i] > 0) recall += weights[i]
  return recall >= MIN_RECALL
}
