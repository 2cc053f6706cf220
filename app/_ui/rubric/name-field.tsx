'use client'

import { NAME_LENGTH } from '@/lib/contract/limits'
import { useAccount } from '../account/account-context'

interface Props {
  value: string
  /** Whether its title is shown; else it is said to readers of the screen alone. */
  titled?: boolean
  onChange: (name: string) => void
}

/** The one field that asks who writes; not there for who is signed in. */
export function NameField({ value, titled = false, onChange }: Props) {
  if (useAccount()) return null
  return (
    <label className={titled ? 'set' : 'grow'}>
      {titled ? <b>Your name</b> : <span className="sr">Your name</span>}
      <input
        className="field"
        value={value}
        maxLength={NAME_LENGTH}
        placeholder="your name"
        autoComplete="nickname"
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
