'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { paths } from '@/lib/contract/paths'
import { messageOf } from '@/lib/errors'
import { orpc } from '../data/orpc'
import { Button } from '../kit/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../kit/menu'
import { sayFailure } from '../marks/offer'
import type { KnownAccount } from './account-context'

/** The menu of the signed-in person: their name, links, and signing out. */
export function AccountMenu({ account }: { account: KnownAccount }) {
  const router = useRouter()
  const leave = useMutation(
    orpc.session.signOut.mutationOptions({
      onSuccess: () => {
        router.replace(paths.signIn())
        router.refresh()
      },
      onError: (error) => sayFailure(`You are still signed in: ${messageOf(error)}`),
    }),
  )
  return (
    <Menu
      trigger={
        <Button
          size="icon"
          className="flex-none rounded-full border-line-strong text-12 font-semibold hover:border-control data-[state=open]:border-accent data-[state=open]:text-ink"
          aria-label={`Account: ${account.name}`}
        >
          <span aria-hidden="true">{initialOf(account.name)}</span>
        </Button>
      }
    >
      <MenuLabel className="grid wrap-anywhere">
        <b className="text-13 font-semibold text-ink">{account.name}</b>
        {account.role}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href={paths.account()} prefetch={false}>
          Account
        </Link>
      </MenuItem>
      {account.role === 'admin' ? (
        <MenuItem asChild>
          <Link href={paths.people()} prefetch={false}>
            People
          </Link>
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => leave.mutate(undefined)}>Sign out</MenuItem>
    </Menu>
  )
}

const initialOf = (name: string) => [...name.trim()][0]?.toUpperCase() ?? '?'
