/**
 * Writes numbers and signs for all pages: narrow no-break spaces group thousands and precede %, the minus is U+2212,
 * and an unknown value is an em dash, never 0. Pure and client-safe.
 */

export const UNKNOWN = '—'
export const NARROW_SPACE = '\u202f'
export const MINUS = '−'

type Maybe = number | null | undefined

/** Absolute values below this are written as "<0.01", because "0.00" would mean silent. */
const SMALLEST_TWO_DECIMALS = 0.005

function known(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}

/** Returns a number rounded to an integer: "8 343". */
export function formatCount(value: Maybe): string {
  if (!known(value)) return UNKNOWN
  const digits = Math.abs(Math.round(value)).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE)
  return Math.round(value) < 0 ? MINUS + grouped : grouped
}

/** Returns a number with fixed decimals and a true minus; a value that rounds to zero has no sign. */
export function formatFixed(value: Maybe, decimals = 2): string {
  if (!known(value)) return UNKNOWN
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? MINUS + text : text
}

/** Returns a number with its sign: "+1.33", "−0.06", "0.00". */
export function formatSigned(value: Maybe, decimals = 2): string {
  if (!known(value)) return UNKNOWN
  const text = formatFixed(value, decimals)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** Formats an estimated loss effect with its standard error: "+0.031 ± 0.004"; without one where it is unknown. */
export function formatEstimate(
  own: { readonly lossEffect: number | null; readonly lossEffectError: number | null },
  decimals?: number,
): string {
  const mean = formatSigned(own.lossEffect, decimals)
  return own.lossEffectError === null ? mean : `${mean} ± ${own.lossEffectError.toFixed(decimals ?? 2)}`
}

/** Returns an activation with two decimals; a small one that is not silent is "<0.01", a silent one "0.00". */
export function formatActivation(value: Maybe): string {
  if (!known(value)) return UNKNOWN
  if (value > 0 && value < SMALLEST_TWO_DECIMALS) return '<0.01'
  return formatFixed(value, 2)
}

/** Returns a number with `digits` significant digits, without an exponent down to 1e-5: 0.0157, but 1.57×10⁻⁷. */
export function formatSignificant(value: Maybe, digits = 3): string {
  if (!known(value)) return UNKNOWN
  if (value === 0) return '0'
  const sign = value < 0 ? MINUS : ''
  const size = Math.abs(value)
  if (size < 1e-5) return sign + formatPower(size, digits)
  // the exponent after rounding, so that 99.96 becomes 100 and not 100.0
  const exponent = Number(size.toExponential(digits - 1).split('e')[1])
  return sign + size.toFixed(Math.max(0, digits - 1 - exponent))
}

/** Returns a positive number with a power of ten: 9.9×10⁻⁵. */
export function formatPower(value: number, digits = 2): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
  return `${mantissa}×10${superscript(Number(exponent))}`
}

/** Returns a fraction as percent: 0.0157 is "1.57 %". */
export function formatPercent(fraction: Maybe, digits = 3): string {
  if (!known(fraction)) return UNKNOWN
  return `${formatSignificant(fraction * 100, digits)}${NARROW_SPACE}%`
}

/** Returns a density as "1 in 64" for 0.0157; empty for 0 and unknown. */
export function formatOneIn(fraction: Maybe): string {
  if (!known(fraction) || fraction <= 0) return ''
  return `1 in ${formatCount(1 / fraction)}`
}

/** Returns a range: "9.58 to 10.54". */
export function formatRange(low: Maybe, high: Maybe, decimals = 2): string {
  return `${formatFixed(low, decimals)} to ${formatFixed(high, decimals)}`
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function superscript(value: number): string {
  const digits = [...Math.abs(value).toString()].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')
  return value < 0 ? `⁻${digits}` : digits
}
