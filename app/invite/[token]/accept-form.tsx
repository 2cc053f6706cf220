'use client'

import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import { NAME_LENGTH } from '@/lib/contract/limits'
import { PASSWORD_LENGTH } from '@/lib/contract/people'

/** Asks for name, address and password of a new account, and signs in. `email` is set if only that address is invited. */
export function AcceptForm({ token, email: only }: { token: string; email: string | null }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState(only ?? '')
  const [password, setPassword] = useState('')
  const { busy, failure, run } = useSend()
  const accept = () =>
    run(async () => {
      await api.invitations.accept({ body: { token, name, email, password } })
      window.location.assign('/')
    })
  return (
    <form
      className="stack"
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        accept()
      }}
    >
      <label>
        Your name
        <input
          className="field"
          autoComplete="nickname"
          required
          maxLength={NAME_LENGTH}
          aria-describedby="about-name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <p className="note" id="about-name">
        Everybody here sees your name next to what you write.
      </p>
      <label>
        E-mail address
        <input
          className="field"
          type="email"
          autoComplete="username"
          required
          readOnly={only !== null}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <label>
        Password
        <input
          className="field"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_LENGTH.min}
          maxLength={PASSWORD_LENGTH.max}
          aria-describedby="about-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <p className="note" id="about-password">
        At least {PASSWORD_LENGTH.min} characters. A few words together make a good password.
      </p>
      <Failure text={failure} />
      <button className="btn primary" type="submit" aria-disabled={busy}>
        Create account
      </button>
    </form>
  )
}
