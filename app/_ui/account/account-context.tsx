'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { mayAs, type Role } from '@/lib/domain/person'

/** The signed-in person, as components in the browser know them. */
export interface KnownAccount {
  readonly name: string
  readonly role: Role
}

const AccountContext = createContext<KnownAccount | null>(null)

/** Tells all components below who has signed in; null on a server without accounts. */
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

/** Returns true if the signed-in person may do what a role may do; without accounts everybody may do everything. */
export function useMay(needed: Role): boolean {
  const account = useAccount()
  return account === null || mayAs(account.role, needed)
}
