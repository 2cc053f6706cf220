import type { Prisma } from './generated/client'

/** A plain object as Prisma takes JSON: undefined fields dropped. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue
}
