import { z } from 'zod'

/** Shapes that many operations share. Client-safe. */

/** The largest number that an `integer` column of the database holds. */
export const MAX_INTEGER = 2_147_483_647

/** Slug of a dictionary, such as one-layer-a.a1. */
export const DictionaryIdSchema = z.string().min(1).max(200)

/** Number of a feature in a body. */
export const FeatureIndexSchema = z.number().int().min(0).max(MAX_INTEGER)

/** A whole number from 0 on in a path or a query, where numbers are text. */
export const CountParamSchema = z.coerce.number<number>().int().min(0).max(MAX_INTEGER)

/** An id of an `integer` column in a path or a query. */
export const IdParamSchema = z.coerce.number<number>().int().min(1).max(MAX_INTEGER)

/** An id of a `bigint` column in a path or a query. */
export const BigIdParamSchema = z.coerce.number<number>().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The number of items of an answer; `usual` unless the query has another. */
export const limitParam = (usual: number, most = 200) =>
  z.coerce.number<number>().int().min(1).max(most).default(usual)

/** A page of a list; `nextCursor` is null on the last one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** A list that one answer holds whole. */
export const wholeListOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.null() })

/** Returns items in the form of wholeListOf. */
export const wholeList = <T>(items: readonly T[]): { items: T[]; nextCursor: null } => ({
  items: [...items],
  nextCursor: null,
})
