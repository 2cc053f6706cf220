import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The system account that runs the server if ours cannot. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * Returns the account that runs the server for root, because Postgres refuses to run as root: the owner of the data
 * directory, else `postgres`, else `nobody`. Returns undefined if this process is not root.
 */
export function serverAccount(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = statSync(clusterDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    const name = accounts.find((account) => account.uid === owner.uid)?.name ?? `uid ${owner.uid}`
    return { name, uid: owner.uid, gid: owner.gid }
  }
  return (
    accounts.find((account) => account.name === 'postgres') ??
    accounts.find((account) => account.name === 'nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 }
  )
}

function readAccounts(): Account[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4 && fields[0] !== 'root')
      .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
  } catch {
    return []
  }
}

/** Returns the first folder on the way to `target`, or `target`, that `account` may not enter; else undefined. */
export function firstClosedFolder(target: string, account: Account): string | undefined {
  const chain: string[] = []
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    chain.unshift(dir)
    if (path.dirname(dir) === dir) break
  }
  return chain.find((dir) => {
    const stat = statSync(dir, { throwIfNoEntry: false })
    if (!stat?.isDirectory()) return false
    const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001
    return (stat.mode & bit) === 0
  })
}
