'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '@/lib/contract/paths'
import { messageOf } from '@/lib/errors'
import { api } from '../data/client'
import type { KnownAccount } from './account-context'

import './account-menu.css'

/** The menu of the signed-in person: their name, links, and signing out. The menu opens without scripts too. */
export function AccountMenu({ account }: { account: KnownAccount }) {
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const leave = async () => {
    setFailure('')
    try {
      await api.session.signOut()
      router.replace(paths.signIn())
      router.refresh()
    } catch (error) {
      setFailure(messageOf(error))
    }
  }
  const close = (from: HTMLElement) => {
    const menu = from.closest('details')
    if (menu) menu.open = false
  }
  return (
    <details
      className="who"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.open) return
        event.stopPropagation()
        event.currentTarget.open = false
        event.currentTarget.querySelector('summary')?.focus()
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
          close(event.currentTarget)
      }}
    >
      <summary aria-label={`Account: ${account.name}`} title={account.name}>
        <span aria-hidden="true">{initialOf(account.name)}</span>
      </summary>
      <div>
        <p>
          <b>{account.name}</b>
          <span className="dim">{account.role}</span>
        </p>
        <Link href={paths.account()} prefetch={false} onClick={(event) => close(event.currentTarget)}>
          Account
        </Link>
        {account.role === 'admin' ? (
          <Link href={paths.people()} prefetch={false} onClick={(event) => close(event.currentTarget)}>
            People
          </Link>
        ) : null}
        <button type="button" onClick={leave}>
          Sign out
        </button>
        {failure ? (
          <p className="bad" role="alert">
            {failure}
          </p>
        ) : null}
      </div>
    </details>
  )
}

const initialOf = (name: string) => [...name.trim()][0]?.toUpperCase() ?? '?'
