/** The rules that can explain a feature, and their wording. */
import type { DocumentKind } from '@/lib/domain/corpus'
import type { Script } from '@/lib/tokens/unicode-script'
import type { RulePosition } from './positions'
import { TRAIT_BITS, TRAITS, type TraitName } from './traits'
import type { RuleVocabulary } from './vocabulary'

/** A condition on one token. */
export type Clause =
  | { readonly kind: 'tokens'; readonly tokenIds: readonly number[] }
  | { readonly kind: 'trait'; readonly trait: TraitName }
  | { readonly kind: 'script'; readonly script: Script }
  | { readonly kind: 'start' }

/** A rule; all its conditions must hold, and at most two are set. */
export interface Hypothesis {
  /** Condition on the token itself. */
  readonly token: Clause | null
  /** Condition on the token before it; `start` means that there is none. */
  readonly previous: Clause | null
  readonly documentKind: DocumentKind | null
}

/** Returns true if a clause holds for the position's token, or for the one before it. */
export function holds(clause: Clause, side: 'token' | 'previous', p: RulePosition): boolean {
  const own = side === 'token'
  switch (clause.kind) {
    case 'tokens':
      return clause.tokenIds.includes(own ? p.tokenId : p.previousId)
    case 'trait':
      return ((own ? p.traits : p.previousTraits) & TRAIT_BITS[clause.trait]) !== 0
    case 'script':
      return (own ? p.script : p.previousScript) === clause.script
    case 'start':
      return !own && p.previousId === -1
    default:
      return clause satisfies never
  }
}

/** Returns true if the hypothesis predicts that the feature fires at the position. */
export function predicts({ token, previous, documentKind }: Hypothesis, p: RulePosition): boolean {
  return (
    (token === null || holds(token, 'token', p)) &&
    (previous === null || holds(previous, 'previous', p)) &&
    (documentKind === null || documentKind === p.documentKind)
  )
}

const KIND_NAMES: Record<DocumentKind, string> = {
  documentation: 'documentation',
  typings: 'type declarations',
  code: 'code',
  licence: 'licences',
  locale: 'locale data',
  data: 'data files',
  minified: 'minified code',
  text: 'plain text',
}

/** Returns the hypothesis as a label: a lower-case noun phrase. */
export function hypothesisText(
  { token, previous, documentKind }: Hypothesis,
  vocabulary: RuleVocabulary,
): string {
  if (previous?.kind === 'start' && token === null) return `first token of a sequence${inKind(documentKind)}`
  const alone = previous === null && documentKind === null
  const subject = token === null ? 'any token' : nounOf(token, alone, vocabulary)
  const where = previous === null ? '' : afterOf(previous, vocabulary)
  return `${subject}${where}${inKind(documentKind)}`
}

function inKind(kind: DocumentKind | null): string {
  return kind === null ? '' : ` in ${KIND_NAMES[kind]}`
}

function nounOf(clause: Clause, alone: boolean, vocabulary: RuleVocabulary): string {
  switch (clause.kind) {
    case 'tokens': {
      const names = listed(clause.tokenIds, vocabulary)
      if (!alone) return names
      return `${clause.tokenIds.length === 1 ? 'token' : 'tokens'} ${names}`
    }
    case 'trait':
      return traitOf(clause.trait).noun
    case 'script':
      return `${clause.script} script`
    case 'start':
      return 'first token of a sequence'
    default:
      return clause satisfies never
  }
}

function afterOf(clause: Clause, vocabulary: RuleVocabulary): string {
  switch (clause.kind) {
    case 'tokens':
      return ` after ${listed(clause.tokenIds, vocabulary)}`
    case 'trait':
      return ` after ${traitOf(clause.trait).after}`
    case 'script':
      return ` after ${clause.script} script`
    case 'start':
      return ' at the start of a sequence'
    default:
      return clause satisfies never
  }
}

/** Most tokens that a label names; the hypothesis has all of them. */
const NAMED_TOKENS = 4

function listed(tokenIds: readonly number[], vocabulary: RuleVocabulary): string {
  const more = tokenIds.length - NAMED_TOKENS
  const named = more > 1 ? tokenIds.slice(0, NAMED_TOKENS) : tokenIds
  const names = named.map((id) => vocabulary.names[id])
  if (more > 1) return `${names.join(', ')} or ${more} more`
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`
}

function traitOf(name: TraitName) {
  return TRAITS[TRAITS.findIndex((trait) => trait.name === name)]
}
