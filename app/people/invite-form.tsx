'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { ShownOnce } from '@/app/_ui/account/shown-once'
import { orpc } from '@/app/_ui/data/orpc'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { Button } from '@/app/_ui/kit/button'
import { FormField } from '@/app/_ui/kit/form-field'
import { Input } from '@/app/_ui/kit/input'
import { EmailSchema, INVITATION_DAYS, InvitationBodySchema } from '@/lib/contract/people'

/** An empty field means that anybody may use the link. */
const FormSchema = InvitationBodySchema.pick({ role: true }).extend({
  email: z.union([
    z
      .string()
      .trim()
      .length(0)
      .transform(() => null),
    EmailSchema,
  ]),
})

/** Makes an invitation and shows its link once: nothing keeps it when this form is gone. */
export function InviteForm() {
  const client = useQueryClient()
  const { register, control, handleSubmit, resetField, formState } = useForm({
    resolver: zodResolver(FormSchema),
    defaultValues: { email: '', role: 'annotator' },
  })
  const invite = useMutation(
    orpc.invitations.create.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        resetField('email')
        return client.invalidateQueries({ queryKey: peopleQueries.invitations().queryKey })
      },
    }),
  )
  return (
    <>
      <form
        className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-2"
        noValidate
        onSubmit={handleSubmit((body) => invite.mutate({ body }))}
      >
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <FormField label="Role">
              <RoleSelect value={field.value} onValueChange={field.onChange} className="min-w-28" />
            </FormField>
          )}
        />
        <FormField
          label="Only for this address"
          error={formState.errors.email && 'This must be an e-mail address, or empty.'}
        >
          <Input {...register('email')} type="email" placeholder="anybody with the link" />
        </FormField>
        <Button type="submit" pending={invite.isPending} className="mt-5">
          Invite
        </Button>
      </form>
      <Failure error={invite.error} />
      {invite.data ? (
        <ShownOnce
          says={`This link is shown only now. It is valid for ${INVITATION_DAYS.default} days.`}
          secret={window.location.origin + invite.data.path}
        />
      ) : null}
    </>
  )
}
