/** Roles of an account; each role may do what the roles before it may do. */
export const ROLES = ['reader', 'annotator', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Returns true if a person with `role` may do what needs the role `needed`. */
export function mayAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Returns the role with fewer rights. */
export function lesserRole(a: Role, b: Role): Role {
  return mayAs(a, b) ? b : a
}

/** The person who sent the request, on a server with accounts. */
export interface Person {
  readonly id: string
  /** The name that signs labels, scores and comments. */
  readonly name: string
  readonly email: string
  /** The role of this request: with a token, at most the role of that token. */
  readonly role: Role
  readonly via: 'session' | 'token'
}
