'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Select } from '@/app/_ui/kit/select'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { formatCount, formatFixed } from '@/lib/view/format'

interface Props {
  /** Null if what was asked for does not exist. */
  readonly a: string | null
  readonly b: string | null
  readonly dictionaries: readonly Dictionary[]
}

/** Chooses the two dictionaries. A change opens the comparison at once. */
export function SidePicker({ a, b, dictionaries }: Props) {
  const router = useRouter()
  const open = (sides: { a: string | null; b: string | null }) =>
    router.push(paths.compare({ a: sides.a ?? undefined, b: sides.b ?? undefined }))
  const options = dictionaries.map((dictionary) => ({
    value: dictionary.id,
    text: dictionary.id,
    name: (
      <>
        {dictionary.id} <span className="text-ink-3">{remark(dictionary)}</span>
      </>
    ),
  }))
  const side = (label: string, value: string | null, choose: (value: string) => void) => (
    <FormField label={label} className="w-72 max-md:w-full">
      <Select
        value={value ?? undefined}
        placeholder="Choose a dictionary"
        onValueChange={choose}
        options={options}
        className="w-full"
      />
    </FormField>
  )
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      {side('Left', a, (value) => open({ a: value, b }))}
      <Button
        aria-label="Swap left and right"
        onClick={() => open({ a: b, b: a })}
        {...(a && b ? {} : { reason: 'Choose both dictionaries first' })}
      >
        ⇄
      </Button>
      {side('Right', b, (value) => open({ a, b: value }))}
    </div>
  )
}

function remark({ kind, size, metrics }: Dictionary): string {
  const l0 = metrics?.l0 === null || metrics === null ? '' : `, L0 ${formatFixed(metrics.l0, 1)}`
  return `${formatCount(size)} ${kind === 'neurons' ? 'neurons' : 'features'}${l0}`
}
