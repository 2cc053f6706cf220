/** An Int32Array that grows by doubling. */
export class GrowingInt32 {
  private data: Int32Array
  length = 0

  constructor(capacity = 1024) {
    this.data = new Int32Array(capacity)
  }

  push(value: number): void {
    this.reserve(1)
    this.data[this.length++] = value
  }

  append(values: Int32Array): void {
    this.reserve(values.length)
    this.data.set(values, this.length)
    this.length += values.length
  }

  /** Returns a copy of exactly the numbers written so far. */
  toArray(): Int32Array {
    return this.data.slice(0, this.length)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.data.length) return
    const grown = new Int32Array(Math.max(this.data.length * 2, this.length + more))
    grown.set(this.data.subarray(0, this.length))
    this.data = grown
  }
}
