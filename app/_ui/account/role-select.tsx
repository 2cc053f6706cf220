'use client'

import { mayAs, ROLES, type Role } from '@/lib/domain/person'

interface RoleSelectProps {
  readonly label: string
  /** The highest role that can be chosen. */
  readonly most?: Role
  readonly value: Role
  readonly onChange: (role: Role) => void
  /** True if only screen readers get the label. */
  readonly isQuiet?: boolean
}

/** Chooses a role. */
export function RoleSelect({ label, most = 'admin', value, onChange, isQuiet = false }: RoleSelectProps) {
  return (
    <label>
      <span className={isQuiet ? 'sr' : undefined}>{label}</span>
      <select className="field" value={value} onChange={(event) => onChange(event.target.value as Role)}>
        {ROLES.filter((role) => mayAs(most, role)).map((role) => (
          <option key={role} value={role}>
            {role}
          </option>
        ))}
      </select>
    </label>
  )
}
