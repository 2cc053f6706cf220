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
import { SignInBodySchema } from '@/lib/contract/people'

/** Asks for e-mail address and password, and then opens `next`. */
export function SignInForm({ next }: { next: string }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(SignInBodySchema),
    defaultValues: { email: '', password: '' },
  })
  const { errors } = formState
  const signIn = useMutation(
    orpc.session.signIn.mutationOptions({
      gcTime: 0,
      // a full load, so that nothing stays that was rendered for a guest
      onSuccess: () => window.location.assign(next),
    }),
  )
  return (
    <form
      className={FORM}
      method="post"
      noValidate
      onSubmit={handleSubmit((body) => signIn.mutate({ body }))}
    >
      <FormField label="E-mail address" error={errors.email?.message}>
        <Input {...register('email')} type="email" autoComplete="username" className={FIELD} />
      </FormField>
      <FormField label="Password" error={errors.password && 'Enter your password.'}>
        <Input {...register('password')} type="password" autoComplete="current-password" className={FIELD} />
      </FormField>
      <Failure error={signIn.error} />
      <Button
        type="submit"
        variant="primary"
        className="h-9 justify-self-start px-4"
        pending={signIn.isPending || signIn.isSuccess}
      >
        Sign in
      </Button>
    </form>
  )
}
