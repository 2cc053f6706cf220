/** A rule that can explain a feature. */
import { type Condition, holdsAt, numberOf } from './conditions'
import type { RuleText } from './text'

/** A condition on one token. */
export type Clause =
  | { readonly kind: 'tokens'; readonly tokenIds: readonly number[] }
  | Extract<Condition, { kind: 'trait' | 'script' | 'start' }>

/** A rule; all its conditions must hold, and at most three are set. */
export interface Hypothesis {
  /** Condition on the token itself. */
  readonly token: Clause | null
  /** Condition on the token before it; `start` means that there is none. */
  readonly previous: Clause | null
  readonly place: Extract<Condition, { kind: 'place' }>['place'] | null
  readonly documentKind: Extract<Condition, { kind: 'document' }>['documentKind'] | null
}

/** A rule as it is tested: lists of tokens, and numbers of conditions. */
export interface CompiledRule {
  readonly tokens: ReadonlySet<number> | null
  readonly previous: ReadonlySet<number> | null
  readonly conditions: readonly number[]
}

/** Prepares a rule for `predicts`. */
export function compileRule({ token, previous, place, documentKind }: Hypothesis): CompiledRule {
  const conditions: number[] = []
  if (token && token.kind !== 'tokens') conditions.push(numberOf('token', token))
  if (previous && previous.kind !== 'tokens') conditions.push(numberOf('previous', previous))
  if (place) conditions.push(numberOf('place', { kind: 'place', place }))
  if (documentKind) conditions.push(numberOf('document', { kind: 'document', documentKind }))
  return {
    tokens: token?.kind === 'tokens' ? new Set(token.tokenIds) : null,
    previous: previous?.kind === 'tokens' ? new Set(previous.tokenIds) : null,
    conditions,
  }
}

/** Returns true if a rule predicts that its feature fires at a token of the text; never at special tokens. */
export function predicts(
  { tokens, previous, conditions }: CompiledRule,
  text: RuleText,
  at: number,
): boolean {
  if (text.tokenIds[at] === -1) return false
  if (tokens !== null && !tokens.has(text.tokenIds[at])) return false
  if (previous !== null && !previous.has(text.previousIds[at])) return false
  for (const number of conditions) if (!holdsAt(text, at, number)) return false
  return true
}
