'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { ShownOnce } from '@/app/_ui/account/shown-once'
import { orpc } from '@/app/_ui/data/orpc'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { NAME_LENGTH } from '@/lib/contract/limits'
import { TokenBodySchema } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'

const FormSchema = TokenBodySchema.pick({ name: true, role: true })

/** Makes an API token and shows it once: nothing keeps it when this form is gone. */
export function TokenForm({ most }: { most: Role }) {
  const client = useQueryClient()
  const { register, control, handleSubmit, resetField, formState } = useForm({
    resolver: zodResolver(FormSchema),
    defaultValues: { name: '', role: 'reader' },
  })
  const make = useMutation(
    orpc.tokens.create.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        resetField('name')
        return client.invalidateQueries({ queryKey: peopleQueries.tokens().queryKey })
      },
    }),
  )
  return (
    <>
      <form
        className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-2"
        noValidate
        onSubmit={handleSubmit((body) => make.mutate({ body }))}
      >
        <FormField label="Purpose" error={formState.errors.name?.message}>
          <Input {...register('name')} maxLength={NAME_LENGTH} />
        </FormField>
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <FormField label="Role">
              <RoleSelect
                most={most}
                value={field.value}
                onValueChange={field.onChange}
                className="min-w-28"
              />
            </FormField>
          )}
        />
        <Button type="submit" pending={make.isPending} className="mt-5">
          Make a token
        </Button>
      </form>
      <Failure error={make.error} />
      {make.data ? (
        <ShownOnce
          says={`The token “${make.data.name}” is shown only now. Keep it like a password.`}
          secret={make.data.token}
        />
      ) : null}
    </>
  )
}
