import { config } from '@/lib/config'
import { isOpenPage } from '@/lib/http/next-path'
import { personBySession } from './auth'

/**
 * Whether a page may be answered: on a server with accounts to nobody who has not signed in, but for signing in itself.
 * `path` is as it was asked for, without its query; `cookie` the header.
 */
export async function mayRead(path: string, cookie: string | null | undefined): Promise<boolean> {
  if (config().auth === 'local' || isOpenPage(path)) return true
  return cookie ? (await personBySession(new Headers({ cookie }))) !== undefined : false
}
