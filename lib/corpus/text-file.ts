import { open } from 'node:fs/promises'

/** The reason why a file is not text. */
export type NotText = 'holds NUL bytes' | 'is not valid UTF-8'

const WHOLE = Number.POSITIVE_INFINITY

/**
 * Reads at most `maxCharacters` UTF-16 units from the start of a file, cut at a line break if there is one in the
 * last fifth, and never inside a character. Drops a byte order mark. Returns `notText` with the reason if it is not
 * text.
 */
export async function readTextStart(
  path: string,
  maxCharacters = WHOLE,
): Promise<{ readonly text: string } | { readonly notText: NotText }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const wanted = Math.min(size, maxCharacters * 3 + 4)
    const buffer = Buffer.alloc(wanted)
    let read = 0
    while (read < wanted) {
      const { bytesRead } = await file.read(buffer, read, wanted - read, read)
      if (bytesRead === 0) break
      read += bytesRead
    }
    const bytes = buffer.subarray(0, read)
    if (bytes.includes(0)) return { notText: 'holds NUL bytes' }
    return { text: cutText(decode(bytes, read < size), maxCharacters) }
  } catch (error) {
    if (error instanceof TypeError) return { notText: 'is not valid UTF-8' }
    throw error
  } finally {
    await file.close()
  }
}

/** Decodes strict UTF-8; throws TypeError. Drops an incomplete last character if more bytes would follow. */
function decode(bytes: Uint8Array, moreFollows: boolean): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: moreFollows })
}

function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text
  const last = text.charCodeAt(maxCharacters - 1)
  const cut = text.slice(0, last >= 0xd800 && last < 0xdc00 ? maxCharacters - 1 : maxCharacters)
  const line = cut.lastIndexOf('\n')
  return line >= cut.length * 0.8 ? cut.slice(0, line + 1) : cut
}
