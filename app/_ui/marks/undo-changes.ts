import { api } from '../data/client'

/** Undoes changes of a person, all or none. Returns the changes that did it, which can be undone too. */
export async function undoChanges(changes: readonly number[], person: string): Promise<number[]> {
  if (changes.length !== 1)
    return (await api.changes.undoMany({ body: { person, changes: [...changes] } })).changes
  return [(await api.changes.undo({ params: { change: changes[0] }, body: { person } })).change]
}
