'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { FIELD, FORM } from '@/app/_ui/account/entry-page'
import { Failure } from '@/app/_ui/account/failure'
import { orpc } from '@/app/_ui/data/orpc'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { PASSWORD_LENGTH, PasswordBodySchema } from '@/lib/contract/people'

/** Changes the password of the account; `email` tells password managers which account this is. */
export function PasswordForm({ email }: { email: string }) {
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(PasswordBodySchema),
    defaultValues: { current: '', next: '' },
  })
  const { errors } = formState
  const change = useMutation(
    orpc.account.changePassword.mutationOptions({ gcTime: 0, onSuccess: () => reset() }),
  )
  return (
    <form className={FORM} noValidate onSubmit={handleSubmit((body) => change.mutate({ body }))}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField label="Current password" error={errors.current && 'Enter your current password.'}>
        <Input {...register('current')} type="password" autoComplete="current-password" className={FIELD} />
      </FormField>
      <FormField
        label={`New password, at least ${PASSWORD_LENGTH.min} characters`}
        error={errors.next?.message}
      >
        <Input
          {...register('next')}
          type="password"
          autoComplete="new-password"
          maxLength={PASSWORD_LENGTH.max}
          className={FIELD}
        />
      </FormField>
      <Failure error={change.error} />
      <Button type="submit" className="h-9 justify-self-start px-4" pending={change.isPending}>
        Change password
      </Button>
      <p role="status" className="text-ink-2 empty:hidden">
        {change.isSuccess ? 'Your password was changed, and your other sessions were ended.' : null}
      </p>
    </form>
  )
}
