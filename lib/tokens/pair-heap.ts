/**
 * A binary max-heap of (count, pair): the largest count first, then the smallest pair. Entries may be stale, so the
 * caller compares a popped count with the current count.
 */
export class PairHeap {
  private readonly counts: number[] = []
  private readonly pairs: number[] = []

  get size(): number {
    return this.counts.length
  }

  push(count: number, pair: number): void {
    let at = this.counts.length
    this.counts.push(count)
    this.pairs.push(pair)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.before(at, parent)) break
      this.swap(at, parent)
      at = parent
    }
  }

  pop(): { count: number; pair: number } | undefined {
    if (this.counts.length === 0) return undefined
    const top = { count: this.counts[0], pair: this.pairs[0] }
    this.swap(0, this.counts.length - 1)
    this.counts.pop()
    this.pairs.pop()
    this.sink()
    return top
  }

  private sink(): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      let best = at
      if (left < this.counts.length && this.before(left, best)) best = left
      if (left + 1 < this.counts.length && this.before(left + 1, best)) best = left + 1
      if (best === at) return
      this.swap(at, best)
      at = best
    }
  }

  private before(i: number, j: number): boolean {
    return (
      this.counts[i] > this.counts[j] || (this.counts[i] === this.counts[j] && this.pairs[i] < this.pairs[j])
    )
  }

  private swap(i: number, j: number): void {
    const count = this.counts[i]
    this.counts[i] = this.counts[j]
    this.counts[j] = count
    const pair = this.pairs[i]
    this.pairs[i] = this.pairs[j]
    this.pairs[j] = pair
  }
}
