/** What a study can draw from. Pure. */
import type { Dictionary } from '@/lib/contract/schemas'
import { likelyRole, type StudyBody } from '@/lib/contract/studies'
import { STUDY_ROLES, type StudyRole } from '@/lib/domain/study'
import { formatCount } from '@/lib/view/format'

/** A dictionary that a study can draw items from. */
export interface Candidate {
  readonly slug: string
  readonly size: number
  /** What it is in most studies. */
  readonly role: StudyRole
  /** What it can be. */
  readonly roles: readonly StudyRole[]
  /** The text on which it was analysed, in words; two of a study must have the same. */
  readonly text: string
}

export type Sources = StudyBody['sources']

/** Returns the analysed dictionaries with what they can be in a study. */
export function candidatesOf(dictionaries: readonly Dictionary[]): Candidate[] {
  return dictionaries.flatMap((dictionary) =>
    dictionary.corpus === null || dictionary.tokens === null
      ? []
      : {
          slug: dictionary.id,
          size: dictionary.size,
          role: likelyRole(dictionary),
          roles: rolesOf(dictionary),
          text: `${formatCount(dictionary.tokens)} tokens of ${dictionary.corpus}`,
        },
  )
}

function rolesOf({ kind, shuffledWeights }: Dictionary): readonly StudyRole[] {
  if (kind === 'neurons') return ['neurons']
  return shuffledWeights ? ['control'] : ['features', 'control']
}

/** Returns the first dictionary of each role that has the same text as the first one; most studies mix these. */
export function firstSources(candidates: readonly Candidate[]): Sources {
  const first = candidates.find(({ role }) => role === 'features') ?? candidates[0]
  const alike = candidates.filter((candidate) => whyNot(candidate, candidates, sourcesOf([first])) === null)
  return sourcesOf(STUDY_ROLES.flatMap((role) => alike.find((candidate) => candidate.role === role) ?? []))
}

const sourcesOf = (candidates: readonly Candidate[]): Sources =>
  candidates.map(({ slug, role }) => ({ dictionary: slug, role }))

/** Returns why a dictionary cannot be mixed with those that are chosen; null if it can. */
export function whyNot(
  candidate: Candidate,
  candidates: readonly Candidate[],
  chosen: Sources,
): string | null {
  const other = candidates.find(
    ({ slug }) => slug !== candidate.slug && chosen.some(({ dictionary }) => dictionary === slug),
  )
  if (!other || other.text === candidate.text) return null
  return `analysed on ${candidate.text}, and ${other.slug} on ${other.text}`
}
