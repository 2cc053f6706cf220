/** A tag as it is kept: composed, in lower case, with single spaces; empty when nothing is left. */
export function normaliseTag(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s#]+/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
