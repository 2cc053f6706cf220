/** Returns a tag in its stored form: composed, in lower case, with single spaces; empty if nothing is left. */
export function normaliseTag(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s#]+/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
