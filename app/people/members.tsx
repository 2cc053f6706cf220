'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Failure } from '@/app/_ui/account/failure'
import { RoleSelect } from '@/app/_ui/account/role-select'
import { orpc } from '@/app/_ui/data/orpc'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { AlertDialog } from '@/app/_ui/kit/alert-dialog'
import { Button } from '@/app/_ui/kit/button'
import { InCard, Table, Td, Th } from '@/app/_ui/kit/table'
import { When } from '@/app/_ui/when'
import type { Member } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'

/** All accounts. Changes roles, and removes an account after a question. */
export function Members({ own }: { own: string }) {
  const client = useQueryClient()
  const { queryKey } = peopleQueries.members()
  const { items } = useSuspenseQuery(peopleQueries.members()).data
  const scope = { id: 'accounts' }
  const change = useMutation(
    orpc.people.changeRole.mutationOptions({
      scope,
      onMutate: async ({ params, body }) => {
        await client.cancelQueries({ queryKey })
        const before = client.getQueryData(queryKey)
        client.setQueryData(
          queryKey,
          (list) =>
            list && {
              ...list,
              items: list.items.map((each) => (each.id === params.person ? { ...each, ...body } : each)),
            },
        )
        return { before }
      },
      onSuccess: (list) => client.setQueryData(queryKey, list),
      onError: (_error, _input, shown) => client.setQueryData(queryKey, shown?.before),
    }),
  )
  const remove = useMutation(
    orpc.people.remove.mutationOptions({
      scope,
      onSuccess: (list) => client.setQueryData(queryKey, list),
    }),
  )
  return (
    <>
      <Failure error={change.error ?? remove.error} />
      <Table stacks>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>E-mail address</Th>
            <Th>Role</Th>
            <Th>Since</Th>
            <Th>
              <span className="sr-only">Remove</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isOwn={member.id === own}
              isRemoving={remove.isPending && remove.variables.params.person === member.id}
              onRole={(role) => change.mutate({ params: { person: member.id }, body: { role } })}
              onRemove={() => remove.mutate({ params: { person: member.id } })}
            />
          ))}
        </tbody>
      </Table>
    </>
  )
}

interface RowProps {
  readonly member: Member
  readonly isOwn: boolean
  readonly isRemoving: boolean
  readonly onRole: (role: Role) => void
  readonly onRemove: () => void
}

function MemberRow({ member, isOwn, isRemoving, onRole, onRemove }: RowProps) {
  return (
    <tr>
      <Td>
        <b className="font-semibold">{member.name}</b>
        {isOwn ? <span className="text-ink-3"> you</span> : null}
      </Td>
      <Td>{member.email}</Td>
      <Td>
        <RoleSelect
          aria-label={`Role of ${member.name}`}
          value={member.role}
          onValueChange={onRole}
          className="min-w-28"
        />
      </Td>
      <Td className="text-ink-3">
        <InCard>since </InCard>
        <When at={member.createdAt} as="day" />
      </Td>
      <Td className="text-right whitespace-nowrap">
        <AlertDialog
          trigger={
            <Button variant="quiet" pending={isRemoving} aria-label={`Remove ${member.name}`}>
              Remove
            </Button>
          }
          title={isOwn ? 'Remove your own account?' : `Remove ${member.name}?`}
          description={`${isOwn ? 'You' : member.name} cannot sign in any longer. What was written stays, signed with the name.`}
          action={`Remove ${isOwn ? 'my account' : member.name}`}
          onAction={onRemove}
        />
      </Td>
    </tr>
  )
}
