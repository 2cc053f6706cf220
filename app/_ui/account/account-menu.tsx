'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { peopleApiPaths, peoplePaths } from '@/lib/contract/people-paths'
import { messageOf } from '@/lib/errors'
import { sendJson } from '../fetch-json'
import type { KnownAccount } from './account-context'

const doneSchema = async () => (await import('@/lib/contract/people')).DoneSchema

import './account-menu.css'

/** Whose account this is, and the way to it and out of it. Opens without a script, too. */
export function AccountMenu({ account }: { account: KnownAccount }) {
  const router = useRouter()
  const [failure, setFailure] = useState('')
  const leave = async () => {
    setFailure('')
    try {
      await sendJson('DELETE', doneSchema, peopleApiPaths.session())
      router.replace('/sign-in')
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
        <Link href={peoplePaths.account()} prefetch={false} onClick={(event) => close(event.currentTarget)}>
          Account
        </Link>
        {account.role === 'admin' ? (
          <Link href={peoplePaths.people()} prefetch={false} onClick={(event) => close(event.currentTarget)}>
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
