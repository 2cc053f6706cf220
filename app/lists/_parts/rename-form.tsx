'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import { ListBodySchema } from '@/lib/contract/lists'

const NameSchema = ListBodySchema.pick({ name: true })

interface Props {
  readonly name: string
  readonly onSave: (name: string) => void
  readonly onClose: () => void
}

/** Edits the name of a list in its place. Escape leaves the name as it was. */
export function RenameForm({ name, onSave, onClose }: Props) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(NameSchema),
    defaultValues: { name },
  })
  const submit = handleSubmit((value) => {
    if (value.name !== name) onSave(value.name)
    onClose()
  })
  return (
    <form
      className="flex flex-[1_1_15rem] items-start gap-2"
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <FormField
        label="Name of the list"
        labelHidden
        error={formState.errors.name?.message}
        className="flex-1"
      >
        <Input {...register('name')} className="w-full" autoFocus maxLength={LIST_NAME_LENGTH} />
      </FormField>
      <Button type="submit">Save</Button>
      <Button variant="quiet" onClick={onClose}>
        Cancel
      </Button>
    </form>
  )
}
