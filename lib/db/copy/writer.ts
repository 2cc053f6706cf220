/** A growing big-endian buffer: Postgres's binary formats are big-endian. */
export class Writer {
  private buffer: Buffer
  private view: DataView
  length = 0

  constructor(capacity = 1 << 17) {
    this.buffer = Buffer.allocUnsafeSlow(capacity)
    this.view = new DataView(this.buffer.buffer)
  }

  /** Makes room for `bytes` more. Call it before the puts below, which do not check. */
  reserve(bytes: number): void {
    const needed = this.length + bytes
    if (needed <= this.buffer.length) return
    let capacity = this.buffer.length
    while (capacity < needed) capacity *= 2
    const larger = Buffer.allocUnsafeSlow(capacity)
    this.buffer.copy(larger, 0, 0, this.length)
    this.buffer = larger
    this.view = new DataView(larger.buffer)
  }

  int8(value: number): void {
    this.view.setInt8(this.length, value)
    this.length += 1
  }

  int16(value: number): void {
    this.view.setInt16(this.length, value)
    this.length += 2
  }

  int32(value: number): void {
    this.view.setInt32(this.length, value)
    this.length += 4
  }

  /** Overwrites the int32 at `offset`. */
  patchInt32(offset: number, value: number): void {
    this.view.setInt32(offset, value)
  }

  int64(value: number | bigint): void {
    this.view.setBigInt64(this.length, BigInt(value))
    this.length += 8
  }

  float32(value: number): void {
    this.view.setFloat32(this.length, value)
    this.length += 4
  }

  float64(value: number): void {
    this.view.setFloat64(this.length, value)
    this.length += 8
  }

  bytes(value: Uint8Array): void {
    this.buffer.set(value, this.length)
    this.length += value.length
  }

  utf8(value: string, byteLength: number): void {
    this.buffer.write(value, this.length, byteLength, 'utf8')
    this.length += byteLength
  }

  /** Returns a copy of the written bytes and empties the writer. */
  take(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.length))
    this.length = 0
    return taken
  }
}
