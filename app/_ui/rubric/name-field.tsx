'use client'

import { NAME_LENGTH } from '@/lib/contract/limits'
import { useAccount } from '../account/account-context'
import { FormField } from '../kit/form-field'
import { Input } from '../kit/input'

interface Props {
  value: string
  /** True if the label is shown; else only screen readers get it. */
  titled?: boolean
  /** What is wrong with the name. */
  error?: string | undefined
  onChange: (name: string) => void
}

/** The field that asks for the name of the writer. It is not shown to people who have signed in. */
export function NameField({ value, titled = false, error, onChange }: Props) {
  if (useAccount()) return null
  return (
    <FormField label="Your name" labelHidden={!titled} error={error} className="min-w-40 flex-1">
      <Input
        value={value}
        maxLength={NAME_LENGTH}
        placeholder="your name"
        autoComplete="nickname"
        onChange={(event) => onChange(event.target.value)}
      />
    </FormField>
  )
}
