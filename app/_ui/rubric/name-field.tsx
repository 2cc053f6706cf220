'use client'

import { NAME_LENGTH } from '@/lib/api/labels'

/** The one field that asks who writes. */
export function NameField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  return (
    <label className="grow">
      <span className="sr">Your name</span>
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
