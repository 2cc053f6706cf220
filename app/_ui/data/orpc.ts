import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { api } from './client'

/** The API as options of TanStack Query: `orpc.features.list.queryOptions({ input })`, `.key()`, `.mutationOptions()`. */
export const orpc = createTanstackQueryUtils(api)
