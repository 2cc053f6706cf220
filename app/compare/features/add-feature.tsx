'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { Select } from '@/app/_ui/kit/select'
import { type FeatureRef, MOST_COMPARED } from '@/lib/contract/feature-refs'
import { formatCount } from '@/lib/view/format'
import type { Comparable } from './address'

/** Adds a feature by its number; says what is wrong with a number that no feature of the dictionary has. */
export function AddFeature(props: {
  readonly dictionaries: readonly Comparable[]
  readonly chosen: readonly FeatureRef[]
  readonly onAdd: (ref: FeatureRef) => void
}) {
  const { dictionaries, chosen, onAdd } = props
  const sizeOf = (id: string) => dictionaries.find((one) => one.id === id)?.size ?? 0
  const schema = z
    .object({
      dictionary: z.string(),
      feature: z
        .string()
        .trim()
        .regex(/^#?\d{1,10}$/, 'Type the number of a feature, such as 196.'),
    })
    .superRefine(({ dictionary, feature }, context) => {
      const index = indexOf(feature)
      const add = (message: string) => context.addIssue({ code: 'custom', path: ['feature'], message })
      if (index >= sizeOf(dictionary))
        add(`${dictionary} has features 0 to ${formatCount(sizeOf(dictionary) - 1)}.`)
      else if (chosen.some((ref) => ref.dictionary === dictionary && ref.feature === index))
        add('This feature is here already.')
    })
  const { control, register, handleSubmit, formState, resetField } = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      dictionary: chosen.at(-1)?.dictionary ?? dictionaries[0]?.id ?? '',
      feature: '',
    },
  })
  const full = chosen.length >= MOST_COMPARED ? `At most ${MOST_COMPARED} features are compared.` : null
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={handleSubmit(({ dictionary, feature }) => {
        if (full) return
        onAdd({ dictionary, feature: indexOf(feature) })
        resetField('feature')
      })}
    >
      <Controller
        control={control}
        name="dictionary"
        render={({ field }) => (
          <FormField label="Dictionary">
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={dictionaries.map(({ id }) => ({ value: id, name: id }))}
              className="max-w-56"
            />
          </FormField>
        )}
      />
      <FormField label="Feature" error={formState.errors.feature?.message}>
        <Input {...register('feature')} inputMode="numeric" placeholder="number" className="w-28" />
      </FormField>
      <Button type="submit" className="mt-5" reason={full}>
        Add
      </Button>
    </form>
  )
}

const indexOf = (text: string): number => Number(text.replace('#', ''))
