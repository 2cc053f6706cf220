'use client'

import { useState } from 'react'
import { FormField } from '@/app/_ui/kit/form-field'
import { Select } from '@/app/_ui/kit/select'
import { type FeatureRef, MOST_COMPARED } from '@/lib/contract/feature-refs'
import type { Comparable } from './address'
import { FeatureField } from './feature-field'

/** Adds a feature by its number, or by words of its label, a token or a kind of token. */
export function AddFeature(props: {
  readonly dictionaries: readonly Comparable[]
  readonly chosen: readonly FeatureRef[]
  readonly onAdd: (ref: FeatureRef) => void
}) {
  const { dictionaries, chosen, onAdd } = props
  const [picked, setPicked] = useState<string | null>(null)
  const id = picked ?? chosen.at(-1)?.dictionary ?? dictionaries[0]?.id
  const dictionary = dictionaries.find((one) => one.id === id) ?? dictionaries[0]
  if (!dictionary) return null
  return (
    <div className="flex flex-wrap items-start gap-2">
      <FormField label="Dictionary">
        <Select
          value={dictionary.id}
          onValueChange={setPicked}
          options={dictionaries.map((one) => ({ value: one.id, name: one.id }))}
          className="max-w-56"
        />
      </FormField>
      <FeatureField
        key={dictionary.id}
        dictionary={dictionary}
        refused={chosen.length >= MOST_COMPARED ? `At most ${MOST_COMPARED} features are compared.` : null}
        isChosen={(feature) =>
          chosen.some((ref) => ref.dictionary === dictionary.id && ref.feature === feature)
        }
        onAdd={(feature) => onAdd({ dictionary: dictionary.id, feature })}
      />
    </div>
  )
}
