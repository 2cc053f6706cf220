'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import type { Dictionary } from '@/lib/contract/schemas'
import { formatCount } from '@/lib/view/format'

/** Asks for the number of a feature of a dictionary, and says which numbers there are. */
export function FeatureField(props: {
  readonly dictionary: Dictionary
  readonly onFind: (index: number) => void
}) {
  const { dictionary, onFind } = props
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(formOf(dictionary.size)),
    defaultValues: { feature: '' },
  })
  const find = handleSubmit(({ feature }) => {
    onFind(feature)
    reset()
  })
  return (
    <form onSubmit={find} noValidate className="flex items-start gap-2 max-md:w-full">
      <FormField
        label={`Feature of ${dictionary.id}`}
        error={formState.errors.feature?.message}
        className="w-56 max-md:w-auto max-md:flex-1"
      >
        <Input {...register('feature')} inputMode="numeric" placeholder="#2152" />
      </FormField>
      <Button type="submit" variant="primary" className="mt-5">
        Find
      </Button>
    </form>
  )
}

/** Returns the schema of the field: a number with or without #, of a feature that exists. */
function formOf(size: number) {
  const message = `Enter a number from 0 to ${formatCount(size - 1)}`
  return z.object({
    feature: z
      .string()
      .trim()
      .regex(/^#?\d{1,9}$/, message)
      .transform((text) => Number(text.replace('#', '')))
      .refine((index) => index < size, message),
  })
}
