/**
 * Writes CSV as RFC 4180 defines it. Spreadsheets run cells that begin with = + - @ or a control character as
 * formulas, so an apostrophe is put before such texts; numbers are written as numbers. Pure.
 */

const FORMULA = /^[\s]*[=+\-@\t\r\n]/

export type CsvValue = string | number | null

/** Returns a line with its line break. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
