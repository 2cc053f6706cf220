import { createParser } from 'nuqs/server'
import type { z } from 'zod'

/**
 * Returns the parser of a search parameter whose rule is a schema of the contract, so that a page and the API read an address
 * alike. What the schema refuses counts as left out: no link leads to an error. For server and client.
 */
export function schemaParser<Value extends string | number>(schema: z.ZodType<Value | undefined, unknown>) {
  return createParser<Value>({
    parse: (text) => {
      const read = text === '' ? undefined : schema.safeParse(text)
      return read?.success ? (read.data ?? null) : null
    },
    serialize: String,
  })
}
