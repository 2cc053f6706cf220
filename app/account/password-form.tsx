'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import { PASSWORD_LENGTH } from '@/lib/contract/people'

/** Changes the password of the account; `email` tells password managers which account this is. */
export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [said, setSaid] = useState('')
  const { busy, failure, run } = useSend()
  const save = () =>
    run(async () => {
      setSaid('')
      await api.account.changePassword({ body: { current, next } })
      setCurrent('')
      setNext('')
      setSaid('Your password was changed, and your other sessions were ended.')
    })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <label>
        Current password
        <input
          className="field"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      </label>
      <label>
        New password, at least {PASSWORD_LENGTH.min} characters
        <input
          className="field"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_LENGTH.min}
          maxLength={PASSWORD_LENGTH.max}
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
      </label>
      <Failure text={failure} />
      <button className="btn" type="submit" aria-disabled={busy}>
        Change password
      </button>
      <p className="note" role="status">
        {said}
      </p>
    </form>
  )
}
