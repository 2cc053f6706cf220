/** The words of the form of a new study. The ranges are those of the contract. */
import type { FieldErrors } from 'react-hook-form'
import { type StudyBody, StudyBodySchema } from '@/lib/contract/studies'
import { formatCount } from '@/lib/view/format'

/** The settings that are whole numbers. */
export const NUMBERS = [
  { name: 'itemsEach', title: 'Items', says: 'from each dictionary' },
  { name: 'annotators', title: 'Annotators', says: 'who score each item' },
  { name: 'examples', title: 'Examples', says: 'at each activation level' },
  { name: 'minFirings', title: 'Leave out below', says: 'firings' },
  { name: 'seed', title: 'Seed', says: 'fixes the draw' },
] as const

type NumberName = (typeof NUMBERS)[number]['name']

const WORDS: Record<Exclude<keyof StudyBody, NumberName | 'sampling' | 'asksLevels'>, string> = {
  name: 'Give the study a name of at most 120 characters.',
  annotator: 'Enter your name.',
  sources: 'Choose at least one dictionary, and at most eight.',
}

/** Returns what to enter instead, if a field has an error. */
export function errorSaid(
  field: keyof typeof WORDS | NumberName,
  errors: FieldErrors<StudyBody>,
): string | undefined {
  if (!errors[field]) return undefined
  if (field in WORDS) return WORDS[field as keyof typeof WORDS]
  const { minValue, maxValue } = StudyBodySchema.shape[field as NumberName].unwrap()
  return `Enter a whole number from ${formatCount(minValue ?? 0)} to ${formatCount(maxValue ?? 0)}.`
}
