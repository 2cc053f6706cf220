import { InvalidArgumentError } from 'commander'

/** Returns a parser of whole numbers of at least `min`; thousands may be separated, as in 1_000_000 or 1,000,000. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text.replace(/(?<=\d)[_,](?=\d{3})/g, ''))
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(
        max === Number.MAX_SAFE_INTEGER
          ? `not a whole number of at least ${min}`
          : `not a whole number from ${min} to ${max}`,
      )
    return value
  }
}

export const port = integer(0, 65535)
