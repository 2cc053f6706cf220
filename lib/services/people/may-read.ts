import { config } from '@/lib/config'
import { isOpenPage } from '@/lib/http/next-path'
import { personBySession } from './auth'

/**
 * Returns true if a page may be answered. On a server with accounts, people who have not signed in may read only the
 * open pages. `path` is the path as requested, without its query; `cookie` is the header.
 */
export async function mayRead(path: string, cookie: string | null | undefined): Promise<boolean> {
  if (config().auth === 'local' || isOpenPage(path)) return true
  return cookie ? (await personBySession(new Headers({ cookie }))) !== undefined : false
}
