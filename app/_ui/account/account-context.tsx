'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { mayAs, type Role } from '@/lib/domain/person'

/** Who looks, as components of the browser know it. */
export interface KnownAccount {
  readonly name: string
  readonly role: Role
}

const AccountContext = createContext<KnownAccount | null>(null)

/** Tells everything below who looks; null on a server without accounts. */
export function AccountProvider({
  account,
  children,
}: {
  account: KnownAccount | null
  children: ReactNode
}) {
  return <AccountContext value={account}>{children}</AccountContext>
}

export const useAccount = () => useContext(AccountContext)

/** Whether who looks may do something for a role; without accounts everybody may do everything. */
export function useMay(needed: Role): boolean {
  const account = useAccount()
  return account === null || mayAs(account.role, needed)
}
