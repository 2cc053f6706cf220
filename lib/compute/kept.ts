/**
 * What a compute thread keeps from one task to the next: weights, sessions, what is made of them. A task may use all that
 * it has opened, so nothing is dropped while it runs; when it ends, what was used longest ago is dropped until the rest
 * fits. A thread without tasks ends after a while, and with it all that it kept.
 */

/** Most bytes that a thread keeps between tasks. */
const KEPT_BYTES = 512 * 2 ** 20

export class Kept {
  /** In the order of their last use. */
  readonly #entries = new Map<string, { readonly value: unknown; bytes: number; drop: () => void }>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    let sum = 0
    for (const entry of this.#entries.values()) sum += entry.bytes
    return sum
  }

  /** Returns what is kept under a key, or makes it; `bytes` says how much memory it takes. */
  get<T>(key: string, make: () => { readonly value: T; readonly bytes: number; drop?: () => void }): T {
    let entry = this.#entries.get(key)
    if (entry) this.#entries.delete(key)
    else entry = { drop: () => undefined, ...make() }
    this.#entries.set(key, entry)
    return entry.value as T
  }

  /** Forgets a key, for instance because what it stands for could not be made. */
  forget(key: string): void {
    this.#entries.delete(key)
  }

  /** Drops what was used longest ago until the rest fits. */
  trim(): void {
    let { bytes } = this
    for (const [key, entry] of this.#entries) {
      if (bytes <= this.#limit) return
      this.#entries.delete(key)
      bytes -= entry.bytes
      entry.drop()
    }
  }
}

/** What this thread keeps. */
export const kept = new Kept(KEPT_BYTES)
