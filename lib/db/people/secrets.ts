import { createHash, randomBytes } from 'node:crypto'

/** Returns 256 random bits as 43 characters for a link or a token. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** Returns the stored form of a secret: 256 random bits need neither salt nor stretching. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

const DAY_MS = 86_400_000

/** Returns when something that is made now expires; both times are by one clock. */
export const daysAfter = (made: Date, days: number) => new Date(made.getTime() + days * DAY_MS)
