/** Addresses of accounts. Pure and client-safe. */
import { searchString } from './paths'

const API = '/api/v1'

export const peoplePaths = {
  people: () => '/people',
  account: () => '/account',
  invite: (token: string) => `/invite/${token}`,
} as const

export const peopleApiPaths = {
  session: () => `${API}/session`,
  account: () => `${API}/account`,
  password: () => `${API}/account/password`,
  tokens: (id?: string) => `${API}/account/tokens${id ? `/${id}` : ''}`,
  people: (id?: string) => `${API}/people${id ? `/${id}` : ''}`,
  invitations: (id?: string) => `${API}/invitations${id ? `/${id}` : ''}`,
  accept: () => `${API}/invitations/accept`,
  audit: (before?: number) => `${API}/audit${searchString({ before })}`,
} as const
