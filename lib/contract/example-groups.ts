import { SemascopeError } from '@/lib/errors'

/** Groups of examples, in the order of a page. Client-safe. */
export const EXAMPLE_GROUPS = [
  'top',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  'random',
] as const
export type ExampleGroupName = (typeof EXAMPLE_GROUPS)[number]

/** Returns the stored number of a group: −1 top, −2 random, 0…10 intervals. */
export function groupNumber(name: ExampleGroupName): number {
  return name === 'top' ? -1 : name === 'random' ? -2 : Number(name)
}

/** Returns the group of a stored number. Throws `internal` for any other number. */
export function groupName(group: number): ExampleGroupName {
  const name = EXAMPLE_GROUPS.find((candidate) => groupNumber(candidate) === group)
  if (name === undefined) throw new SemascopeError('internal', `there is no group of examples ${group}`)
  return name
}
