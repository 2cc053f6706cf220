import { messageOf, SemascopeError } from '@/lib/errors'

/**
 * Returns the lines `{"text": …}` of a .jsonl with their numbers from 1, without blank lines. Throws `invalid_input`
 * with the number of a bad line.
 */
export function parseJsonl(content: string, path: string): { line: number; text: string }[] {
  return content.split('\n').flatMap((raw, i) => {
    if (raw.trim() === '') return []
    const where = `${path}, line ${i + 1}`
    let value: unknown
    try {
      value = JSON.parse(raw)
    } catch (cause) {
      throw new SemascopeError('invalid_input', `${where} is not JSON: ${messageOf(cause)}`, { cause })
    }
    const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : undefined
    if (typeof text !== 'string')
      throw new SemascopeError('invalid_input', `${where} has no "text" that is a string`)
    return text.trim() === '' ? [] : [{ line: i + 1, text }]
  })
}
