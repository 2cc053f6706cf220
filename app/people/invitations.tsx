'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { orpc } from '@/app/_ui/data/orpc'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { Button } from '@/app/_ui/kit/button'
import { Empty } from '@/app/_ui/kit/notice'
import { InCard, Table, Td, Th } from '@/app/_ui/kit/table'
import { When } from '@/app/_ui/when'
import { InviteForm } from './invite-form'

const ANYBODY = 'anybody with the link'

/** Makes invitations, whose link is shown once, and withdraws them. */
export function Invitations() {
  const client = useQueryClient()
  const { queryKey } = peopleQueries.invitations()
  const { items } = useSuspenseQuery(peopleQueries.invitations()).data
  // the link of an invitation that was withdrawn is not shown any longer either
  const [formKey, setFormKey] = useState(0)
  const withdraw = useMutation(
    orpc.invitations.revoke.mutationOptions({
      onSuccess: () => setFormKey((key) => key + 1),
      onSettled: () => client.invalidateQueries({ queryKey }),
    }),
  )
  return (
    <>
      <InviteForm key={formKey} />
      <Failure error={withdraw.error} />
      {items.length === 0 ? (
        <Empty>
          <p>There are no open invitations.</p>
        </Empty>
      ) : (
        <Table stacks>
          <thead>
            <tr>
              <Th>For</Th>
              <Th>Role</Th>
              <Th>By</Th>
              <Th>Expires</Th>
              <Th>
                <span className="sr-only">Withdraw</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, email, role, createdBy, expiresAt }) => (
              <tr key={id}>
                <Td>{email ?? ANYBODY}</Td>
                <Td>{role}</Td>
                <Td className="text-ink-3">
                  <InCard>by </InCard>
                  {createdBy}
                </Td>
                <Td className="text-ink-3">
                  <InCard>until </InCard>
                  <When at={expiresAt} as="day" />
                </Td>
                <Td className="text-right whitespace-nowrap">
                  <Button
                    variant="quiet"
                    aria-label={`Withdraw the invitation for ${email ?? ANYBODY}`}
                    pending={withdraw.isPending && withdraw.variables.params.invitation === id}
                    onClick={() => withdraw.mutate({ params: { invitation: id } })}
                  >
                    Withdraw
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}
