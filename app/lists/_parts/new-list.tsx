'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { useNewList } from '@/app/_ui/data/queries/list-members'
import { useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import { ListBodySchema } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'

const NameSchema = ListBodySchema.pick({ name: true })

/** The field that makes a list and opens it. The key n goes there. */
export function NewList() {
  const router = useRouter()
  const { make, isPending } = useNewList()
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(NameSchema),
    defaultValues: { name: '' },
  })
  const keys = useMemo(
    () => [
      {
        keys: 'n',
        does: 'new list',
        run: (event: KeyboardEvent) => {
          event.preventDefault()
          setFocus('name')
        },
      },
    ],
    [setFocus],
  )
  useKeys(keys)
  const submit = handleSubmit(async ({ name }) => {
    const list = await make(name)
    if (list) router.push(paths.list(list.slug))
  })
  return (
    <form className="flex max-w-120 items-start gap-2 px-6 py-4 max-md:px-4" onSubmit={submit} noValidate>
      <FormField
        label="Name of a new list"
        labelHidden
        error={formState.errors.name?.message}
        className="flex-1"
      >
        <Input
          {...register('name')}
          className="w-full"
          maxLength={LIST_NAME_LENGTH}
          placeholder="name of a new list"
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </FormField>
      <Button variant="primary" type="submit" pending={isPending}>
        New list
      </Button>
    </form>
  )
}
