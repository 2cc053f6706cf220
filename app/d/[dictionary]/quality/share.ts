import { formatFixed, NARROW_SPACE, UNKNOWN } from '@/lib/view/format'

/** Returns a share with one decimal, as in the table of dictionaries: "91.3 %". */
export function share(value: number | null): string {
  if (value === null) return UNKNOWN
  return `${formatFixed(value * 100, value > 0 && value < 0.0005 ? 3 : 1)}${NARROW_SPACE}%`
}
