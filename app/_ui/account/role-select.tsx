'use client'

import type { ComponentProps } from 'react'
import { mayAs, ROLES, type Role } from '@/lib/domain/person'
import { Select } from '../kit/select'

interface Props extends Omit<ComponentProps<typeof Select<Role>>, 'options'> {
  /** The highest role that can be chosen. */
  readonly most?: Role
}

/** Chooses a role. */
export function RoleSelect({ most = 'admin', ...props }: Props) {
  const options = ROLES.filter((role) => mayAs(most, role)).map((role) => ({ value: role, name: role }))
  return <Select {...props} options={options} />
}
