import type { Label } from '@/lib/contract/labels'

/** Returns the current label of a person; null if they wrote none. */
export const ownLabel = (labels: readonly Label[], person: string): Label | null =>
  labels.find(({ current, authorKind, author }) => current && authorKind === 'person' && author === person) ??
  null

/** Returns the newest current label by anybody; null if people wrote none. */
export const newestByPeople = (labels: readonly Label[]): Label | null =>
  labels
    .filter(({ current, authorKind }) => current && authorKind === 'person')
    .toSorted((a, b) => b.id - a.id)[0] ?? null
