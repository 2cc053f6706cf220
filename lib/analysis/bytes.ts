/** Compact little-endian records: unsigned varints, float32, float64. */
import { SemascopeError } from '@/lib/errors'

export class ByteWriter {
  #bytes = new Uint8Array(1 << 16)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  #room(size: number): number {
    if (this.#length + size > this.#bytes.length) {
      const bigger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + size))
      bigger.set(this.#bytes)
      this.#bytes = bigger
      this.#view = new DataView(bigger.buffer)
    }
    const at = this.#length
    this.#length += size
    return at
  }

  /** Writes a non-negative integer up to 2⁵³ − 1. */
  varint(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.#byte(rest)
  }

  #byte(value: number): void {
    const at = this.#room(1)
    this.#bytes[at] = value
  }

  uint32(value: number): void {
    const at = this.#room(4)
    this.#view.setUint32(at, value, true)
  }

  float32(value: number): void {
    const at = this.#room(4)
    this.#view.setFloat32(at, value, true)
  }

  float64(value: number): void {
    const at = this.#room(8)
    this.#view.setFloat64(at, value, true)
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}

/** Reads the bytes of a ByteWriter. Throws `invalid_input` with `what` if the bytes end early. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #what: string
  #at = 0

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#what = what
  }

  #take(size: number): number {
    const at = this.#at
    if (at + size > this.#bytes.length)
      throw new SemascopeError(
        'invalid_input',
        `${this.#what}: ends after ${this.#bytes.length} bytes, too early`,
      )
    this.#at = at + size
    return at
  }

  varint(): number {
    let value = 0
    let place = 1
    for (;;) {
      const byte = this.#bytes[this.#take(1)]
      value += (byte & 127) * place
      if (byte < 128) return value
      place *= 128
    }
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  float32(): number {
    return this.#view.getFloat32(this.#take(4), true)
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Throws `invalid_input` unless everything was read. */
  end(): void {
    if (this.#at !== this.#bytes.length)
      throw new SemascopeError(
        'invalid_input',
        `${this.#what}: ${this.#bytes.length - this.#at} bytes more than expected`,
      )
  }
}
