import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters for a link or a token. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** What is stored of a secret: 256 random bits need neither salt nor stretching. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest()
