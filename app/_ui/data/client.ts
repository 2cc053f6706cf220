/**
 * The API as typed functions, generated from the contract. Answers are not checked again in the browser: the server's
 * types are the contract's. Every call throws ApiError. The contract itself comes with the first call, so that pages
 * which are only read load no schemas.
 */
import { createORPCClient, DynamicLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '@/lib/contract/operations'
import { unreachable } from './api-error'

const link = new DynamicLink(async () => {
  const loaded = await import('./link').catch((cause: unknown) => {
    throw Object.assign(unreachable(), { cause })
  })
  return loaded.link
})

export const api: ContractRouterClient<Contract> = createORPCClient(link)
