'use client'

import { NAME_LENGTH } from '@/lib/contract/limits'
import { useAccount } from '../account/account-context'

interface Props {
  value: string
  /** True if the title is shown; else only screen readers get it. */
  titled?: boolean
  onChange: (name: string) => void
}

/** The field that asks for the name of the writer. It is not shown to people who have signed in. */
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
