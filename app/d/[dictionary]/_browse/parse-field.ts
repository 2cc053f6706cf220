import { shareFromPercent } from '@/lib/view/browse-words'
import { formatFixed } from '@/lib/view/format'
import type { Parsed } from './use-draft'

/** Reads any text; an empty one takes the filter away. */
export const parseText = (text: string): Parsed<string | undefined> => ({ value: text.trim() || undefined })

/** Reads the spelling of a token, whose spaces count. */
export const parseToken = (text: string): Parsed<string | undefined> => ({ value: text || undefined })

/** Returns what reads a number in a range, also "1,5"; an empty text takes the filter away. */
export const parseNumber =
  (low: number, high = Number.POSITIVE_INFINITY) =>
  (text: string): Parsed<number | undefined> => {
    const typed = text.trim().replace('−', '-').replace(',', '.')
    if (typed === '') return { value: undefined }
    const value = Number(typed)
    if (Number.isFinite(value) && value >= low && value <= high) return { value }
    return {
      error: Number.isFinite(high)
        ? `Enter a number from ${formatFixed(low, 0)} to ${formatFixed(high, 0)}`
        : `Enter a number of at least ${formatFixed(low, 0)}`,
    }
  }

/** Reads a percentage as a share. */
export function parsePercent(text: string): Parsed<number | undefined> {
  if (text.trim() === '') return { value: undefined }
  const share = shareFromPercent(text)
  return share === null ? { error: 'Enter a percentage from 0 to 100' } : { value: share }
}

/** Returns a parser that also wants the value on the right side of the other end of its range. */
export const within =
  (
    parse: (text: string) => Parsed<number | undefined>,
    { atLeast, atMost }: { readonly atLeast?: number | undefined; readonly atMost?: number | undefined },
  ) =>
  (text: string): Parsed<number | undefined> => {
    const parsed = parse(text)
    if ('error' in parsed || parsed.value === undefined) return parsed
    if (atMost !== undefined && parsed.value > atMost) return { error: 'This is above the maximum beside it' }
    if (atLeast !== undefined && parsed.value < atLeast)
      return { error: 'This is below the minimum beside it' }
    return parsed
  }
