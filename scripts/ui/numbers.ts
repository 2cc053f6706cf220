import type { ProgressUpdate } from './events'

/** Formats a duration: 3725 → "1h02m", 95 → "1m35s", 0.42 → "0.4s". */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?'
  if (seconds > 0 && seconds < 0.95) return `${Math.max(0.1, seconds).toFixed(1)}s`
  const whole = Math.max(0, Math.round(seconds))
  if (whole >= 3600) return `${Math.floor(whole / 3600)}h${pad(Math.floor((whole % 3600) / 60))}m`
  return whole >= 60 ? `${Math.floor(whole / 60)}m${pad(whole % 60)}s` : `${whole}s`
}

/** Formats a number with three or four significant digits and short thousands: 12345 → "12.3k". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e6) return `${(value / 1e6).toFixed(1)}M`
  if (size >= 1e4) return `${(value / 1e3).toFixed(1)}k`
  return Number.isInteger(value) ? String(value) : value.toPrecision(4)
}

/** Formats a whole number exactly: 1000038 → "1,000,038". */
export function formatExact(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** Formats how many of something: "1,000,038 tokens", "1 dictionary". */
export function formatCounted(count: number, unit: string): string {
  const one = unit.endsWith('ies') ? `${unit.slice(0, -3)}y` : unit.replace(/s$/, '')
  return `${formatExact(count)} ${count === 1 ? one : unit}`
}

/** Formats a size: 1.2e9 → "1.2 GB". */
export function formatBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`
}

/** Returns what an update says besides how much is done. */
export function describeUpdate({ values = {}, rate, eta }: ProgressUpdate): string {
  const parts = Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? formatNumber(value) : value}`,
  )
  if (rate !== undefined) parts.push(`${formatNumber(rate)}/s`)
  if (eta !== undefined) parts.push(`ETA ${formatSeconds(eta)}`)
  return parts.join(' · ')
}

/** Returns the share that is done in whole percent; 100 only when all is. */
export function percentOf({ done, total }: ProgressUpdate): number {
  return total > 0 ? Math.floor((100 * Math.min(done, total)) / total) : 0
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
