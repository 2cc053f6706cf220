import type { MeasuredText } from '@/lib/domain/measured-text'
import { formatCount } from './format'

/** Returns on how many tokens figures were measured, and which: "31 877 held-out tokens", "5 000 tokens of all the text". */
export function measuredTokensSaid(tokens: number | null, text: MeasuredText | null): string {
  const count = formatCount(tokens)
  return text === 'all' ? `${count} tokens of all the text` : `${count} held-out tokens`
}
