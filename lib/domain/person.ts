/** What an account may do; each role may do what the one before may. */
export const ROLES = ['reader', 'annotator', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Whether `role` may do what asks for `needed`. */
export function mayAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** The one of two roles that may do less. */
export function lesserRole(a: Role, b: Role): Role {
  return mayAs(a, b) ? b : a
}

/** Who asks, on a server with accounts. */
export interface Person {
  readonly id: string
  /** What labels, scores and comments are signed with. */
  readonly name: string
  readonly email: string
  /** What this request may do: with a token, at most what the token may. */
  readonly role: Role
  readonly via: 'session' | 'token'
}
