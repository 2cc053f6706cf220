'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'

/** Asks for e-mail address and password, and then opens `next`. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, run } = useSend()
  const signIn = () =>
    run(async () => {
      await api.session.signIn({ body: { email, password } })
      // a full load, so that nothing stays that was rendered for a guest
      window.location.assign(next)
    })
  return (
    <form
      className="stack"
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        signIn()
      }}
    >
      <label>
        E-mail address
        <input
          className="field"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <label>
        Password
        <input
          className="field"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <Failure text={failure} />
      <button className="btn primary" type="submit" aria-disabled={busy}>
        Sign in
      </button>
    </form>
  )
}
