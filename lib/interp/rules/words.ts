/** The wording of rules: a lower-case noun phrase that names the token and where it stands. */
import type { DocumentKind } from '@/lib/domain/corpus'
import type { Script } from '@/lib/tokens/unicode-script'
import type { Clause, Hypothesis } from './hypothesis'
import { PLACES, type PlaceName } from './places'
import { traitOf } from './traits'
import type { RuleVocabulary } from './vocabulary'

const KIND_NAMES: Record<DocumentKind, string> = {
  documentation: 'documentation',
  typings: 'type declarations',
  code: 'code',
  licence: 'licences',
  locale: 'locale data',
  data: 'data files',
  minified: 'minified code and source maps',
  text: 'plain text',
}

/** Most tokens that a label names; the rule has all of them. */
const NAMED_TOKENS = 4

/** Returns a rule as a label. */
export function hypothesisText(hypothesis: Hypothesis, vocabulary: RuleVocabulary): string {
  const { token, previous, place, documentKind } = hypothesis
  const inKind = documentKind === null ? '' : ` in ${KIND_NAMES[documentKind]}`
  if (previous?.kind === 'start') {
    const subject = token === null ? 'first token' : nounOf(token, vocabulary)
    return `${subject} at the start of a sequence${place ? placeOf(place).phrase : ''}${inKind}`
  }
  const after = previous === null ? '' : ` after ${afterOf(previous, vocabulary)}`
  if (token === null && previous === null)
    return place === null ? `any token${inKind}` : `${placeOf(place).noun}${inKind}`
  const subject = token === null ? 'any token' : nounOf(token, vocabulary)
  const isAnywhere = after === '' && place === null && inKind === '' && token?.kind !== 'script'
  return `${subject}${after}${place ? placeOf(place).phrase : ''}${inKind}${isAnywhere ? ' anywhere' : ''}`
}

function nounOf(clause: Clause, vocabulary: RuleVocabulary): string {
  switch (clause.kind) {
    case 'tokens':
      return listed(clause.tokenIds, vocabulary)
    case 'trait':
      return traitOf(clause.trait).noun
    case 'script':
      return clause.bytes ? `bytes of ${lettersOf(clause.script)}` : lettersOf(clause.script)
    case 'start':
      return 'first token'
    default:
      return clause satisfies never
  }
}

function afterOf(clause: Clause, vocabulary: RuleVocabulary): string {
  switch (clause.kind) {
    case 'trait':
      return traitOf(clause.trait).after
    case 'script':
      return clause.bytes ? `bytes of ${lettersOf(clause.script)}` : lettersOf(clause.script)
    default:
      return nounOf(clause, vocabulary)
  }
}

function lettersOf(script: Script): string {
  return `${script} ${script === 'Han' ? 'characters' : 'letters'}`
}

function listed(tokenIds: readonly number[], vocabulary: RuleVocabulary): string {
  const more = tokenIds.length - NAMED_TOKENS
  const named = more > 1 ? tokenIds.slice(0, NAMED_TOKENS) : tokenIds
  const names = named.map((id) => vocabulary.names[id])
  if (more > 1) return `${names.join(', ')} or ${more} more`
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`
}

function placeOf(name: PlaceName) {
  return PLACES[PLACES.findIndex((place) => place.name === name)]
}
