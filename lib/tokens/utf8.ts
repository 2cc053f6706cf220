/** Returns, for each UTF-8 byte of a text, the UTF-16 span of its character. A lone surrogate counts as U+FFFD. */
export function byteSpans(text: string): { starts: Int32Array; ends: Int32Array } {
  const starts = new Int32Array(text.length * 3)
  const ends = new Int32Array(text.length * 3)
  let byte = 0
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0
    const units = codePoint > 0xffff ? 2 : 1
    const length = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
    for (let i = 0; i < length; i++, byte++) {
      starts[byte] = at
      ends[byte] = at + units
    }
    at += units
  }
  return { starts: starts.subarray(0, byte), ends: ends.subarray(0, byte) }
}
