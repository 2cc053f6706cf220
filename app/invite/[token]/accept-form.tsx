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
import { NAME_LENGTH } from '@/lib/contract/limits'
import { AcceptBodySchema, PASSWORD_LENGTH } from '@/lib/contract/people'

const FormSchema = AcceptBodySchema.omit({ token: true })

/** Asks for name, address and password of a new account, and signs in. `email` is set if only that address is invited. */
export function AcceptForm({ token, email: only }: { token: string; email: string | null }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(FormSchema),
    defaultValues: { name: '', email: only ?? '', password: '' },
  })
  const { errors } = formState
  const accept = useMutation(
    orpc.invitations.accept.mutationOptions({
      gcTime: 0,
      onSuccess: () => window.location.assign('/'),
    }),
  )
  return (
    <form
      className={FORM}
      method="post"
      noValidate
      onSubmit={handleSubmit((body) => accept.mutate({ body: { ...body, token } }))}
    >
      <FormField
        label="Your name"
        hint="Everybody here sees your name next to what you write."
        error={errors.name?.message}
      >
        <Input {...register('name')} autoComplete="nickname" maxLength={NAME_LENGTH} className={FIELD} />
      </FormField>
      <FormField label="E-mail address" error={errors.email?.message}>
        <Input
          {...register('email')}
          type="email"
          autoComplete="username"
          readOnly={only !== null}
          className={FIELD}
        />
      </FormField>
      <FormField
        label="Password"
        hint={`At least ${PASSWORD_LENGTH.min} characters. A few words together make a good password.`}
        error={errors.password?.message}
      >
        <Input
          {...register('password')}
          type="password"
          autoComplete="new-password"
          maxLength={PASSWORD_LENGTH.max}
          className={FIELD}
        />
      </FormField>
      <Failure error={accept.error} />
      <Button
        type="submit"
        variant="primary"
        className="h-9 justify-self-start px-4"
        pending={accept.isPending || accept.isSuccess}
      >
        Create account
      </Button>
    </form>
  )
}
