/** Seeded numbers for invented data. */
export class Random {
  constructor(private state: number) {}

  /** Uniform in [0, 1) (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  /** `count` falling values up to `scale`. */
  falling(count: number, scale: number): number[] {
    return Array.from({ length: count }, () => scale * this.next()).sort((a, b) => b - a)
  }
}
