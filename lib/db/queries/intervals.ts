import { INTERVALS } from '@/lib/domain/example'

/** Interval k of 0…10 covers (max·(10−k)/11, max·(11−k)/11]; 0 is the strongest. */
export function intervalBounds(interval: number, maximum: number): { low: number; high: number } {
  return {
    low: (maximum * (INTERVALS - 1 - interval)) / INTERVALS,
    high: (maximum * (INTERVALS - interval)) / INTERVALS,
  }
}
