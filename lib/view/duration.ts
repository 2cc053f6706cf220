import { formatCount, UNKNOWN } from './format'

/** Returns a duration in seconds as people say it: "40 s", "8 min", "2 h 5 min". Unknown is a dash. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return UNKNOWN
  if (seconds < 59.5) return `${Math.max(0, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`
}

/** Returns a rate per second, rounded so that it does not flicker: "13 750 tokens/s". */
export function formatRate(rate: number | null, unit: string): string {
  if (rate === null) return UNKNOWN
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 2)
  const shown = rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate / step) * step)
  return `${shown} ${unit}/s`
}
