import { createHash } from 'node:crypto'

/** Returns a fraction in [0, 1) that depends only on seed and name: 48 bits of SHA-256. */
function seededFraction(name: string, seed: number | string): number {
  return createHash('sha256').update(`${seed}\0${name}`).digest().readUIntBE(0, 6) / 2 ** 48
}

/** Returns true if a unit (a package, or a document of a user's text) is held out of all training. */
export function heldOut(unit: string, seed: number | string, share: number): boolean {
  return seededFraction(`unit\0${unit}`, seed) < share
}

/** Returns documents in seeded order, so that any prefix is a fair sample; ties by name. */
export function inSeededOrder<T extends { readonly name: string }>(
  documents: readonly T[],
  seed: number | string,
): T[] {
  const keyed = documents.map((document) => ({
    document,
    key: seededFraction(`order\0${document.name}`, seed),
  }))
  keyed.sort((a, b) => a.key - b.key || (a.document.name < b.document.name ? -1 : 1))
  return keyed.map(({ document }) => document)
}
