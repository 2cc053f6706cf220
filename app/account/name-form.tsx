'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { FIELD, FORM } from '@/app/_ui/account/entry-page'
import { Failure } from '@/app/_ui/account/failure'
import { orpc } from '@/app/_ui/data/orpc'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { NAME_LENGTH } from '@/lib/contract/limits'
import { AccountBodySchema } from '@/lib/contract/people'

/** Changes the name of the account. */
export function NameForm({ name }: { name: string }) {
  const router = useRouter()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(AccountBodySchema),
    defaultValues: { name },
  })
  const rename = useMutation(
    orpc.account.rename.mutationOptions({
      // the frame of the page has the name, which only the server renders
      onSuccess: () => router.refresh(),
    }),
  )
  return (
    <form className={FORM} noValidate onSubmit={handleSubmit((body) => rename.mutate({ body }))}>
      <FormField label="Your name" error={formState.errors.name?.message}>
        <Input {...register('name')} autoComplete="nickname" maxLength={NAME_LENGTH} className={FIELD} />
      </FormField>
      <Failure error={rename.error} />
      <Button type="submit" className="h-9 justify-self-start px-4" pending={rename.isPending}>
        Change name
      </Button>
      <p role="status" className="text-ink-2 empty:hidden">
        {rename.data ? `Your name is now ${rename.data.name}.` : null}
      </p>
    </form>
  )
}
