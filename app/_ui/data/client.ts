/**
 * The API as typed functions, generated from the contract. The browser does not check answers again, because the types
 * of the server are those of the contract. Every call throws ApiError. The contract is loaded with the first call, so
 * that pages without calls load no schemas.
 */
import { createORPCClient, DynamicLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '@/lib/contract/operations'
import { unreachable } from './api-error'
import type { CallContext } from './link'

const link = new DynamicLink<CallContext>(async () => {
  const loaded = await import('./link').catch((cause: unknown) => {
    throw Object.assign(unreachable(), { cause })
  })
  return loaded.link
})

export const api: ContractRouterClient<Contract, CallContext> = createORPCClient(link)
