/**
 * CSV after RFC 4180. Spreadsheets run cells that begin with = + - @ or a control character as formulas, so texts
 * that do get an apostrophe before them; numbers are written as numbers. Pure.
 */

const FORMULA = /^[\s]*[=+\-@\t\r\n]/

export type CsvValue = string | number | null

/** A line with its end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
