'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { useSend } from '@/app/_ui/account/use-send'
import { api } from '@/app/_ui/data/client'
import { NAME_LENGTH } from '@/lib/contract/limits'

/** Changes the name of the account. */
export function NameForm({ name }: { name: string }) {
  const router = useRouter()
  const [value, setValue] = useState(name)
  const [said, setSaid] = useState('')
  const { busy, failure, run } = useSend()
  const save = () =>
    run(async () => {
      setSaid('')
      const account = await api.account.rename({ body: { name: value } })
      setSaid(`Your name is now ${account.name}.`)
      router.refresh()
    })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label>
        Your name
        <input
          className="field"
          autoComplete="nickname"
          required
          maxLength={NAME_LENGTH}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      </label>
      <Failure text={failure} />
      <button className="btn" type="submit" aria-disabled={busy}>
        Change name
      </button>
      <p className="note" role="status">
        {said}
      </p>
    </form>
  )
}
