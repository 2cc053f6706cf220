'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '@/app/_ui/account/failure'
import { orpc } from '@/app/_ui/data/orpc'
import { peopleQueries } from '@/app/_ui/data/queries/people'
import { AlertDialog } from '@/app/_ui/kit/alert-dialog'
import { Button } from '@/app/_ui/kit/button'
import { Empty } from '@/app/_ui/kit/notice'
import { InCard, Table, Td, Th } from '@/app/_ui/kit/table'
import { When } from '@/app/_ui/when'
import type { Token } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'
import { TokenForm } from './token-form'

/** The API tokens of the account: makes a token, which is shown once, and revokes tokens. */
export function Tokens({ role }: { role: Role }) {
  const client = useQueryClient()
  const { queryKey } = peopleQueries.tokens()
  const { items } = useSuspenseQuery(peopleQueries.tokens()).data
  // a token that was revoked is not shown any longer either
  const [formKey, setFormKey] = useState(0)
  const revoke = useMutation(
    orpc.tokens.revoke.mutationOptions({
      onSuccess: () => setFormKey((key) => key + 1),
      onSettled: () => client.invalidateQueries({ queryKey }),
    }),
  )
  return (
    <>
      <TokenForm key={formKey} most={role} />
      <Failure error={revoke.error} />
      {items.length === 0 ? (
        <Empty>
          <p>You have no API tokens.</p>
        </Empty>
      ) : (
        <Table stacks>
          <thead>
            <tr>
              <Th>Purpose</Th>
              <Th>Role</Th>
              <Th>Last used</Th>
              <Th>Expires</Th>
              <Th>
                <span className="sr-only">Revoke</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {items.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                isEnding={revoke.isPending && revoke.variables.params.token === token.id}
                onRevoke={() => revoke.mutate({ params: { token: token.id } })}
              />
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

function TokenRow(props: { token: Token; isEnding: boolean; onRevoke: () => void }) {
  const { token, isEnding, onRevoke } = props
  return (
    <tr>
      <Td>{token.name}</Td>
      <Td>{token.role}</Td>
      <Td>
        <InCard>last used: </InCard>
        {token.lastUsedAt ? <When at={token.lastUsedAt} as="day" /> : 'never'}
      </Td>
      <Td>
        <InCard>until </InCard>
        <When at={token.expiresAt} as="day" />
      </Td>
      <Td className="text-right whitespace-nowrap">
        <AlertDialog
          trigger={
            <Button variant="quiet" pending={isEnding} aria-label={`Revoke the token ${token.name}`}>
              Revoke
            </Button>
          }
          title={`Revoke the token “${token.name}”?`}
          description="Programs that use it are refused from now on. This cannot be undone."
          action="Revoke"
          onAction={onRevoke}
        />
      </Td>
    </tr>
  )
}
