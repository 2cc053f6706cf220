import type { FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'

/**
 * Returns the resolver of a form whose schema is loaded with the first save, so that reading a page loads no schemas. The
 * fields may hold what the schema refuses, such as an answer that is still open.
 */
export function resolvedBy<Values extends FieldValues, Output extends FieldValues>(
  load: () => Promise<z.ZodType<Output, FieldValues>>,
): Resolver<Values, unknown, Output> {
  return async (values, context, options) => {
    const [{ zodResolver }, schema] = await Promise.all([import('@hookform/resolvers/zod'), load()])
    return zodResolver(schema as z.ZodType<Output, Values>)(values, context, options)
  }
}
