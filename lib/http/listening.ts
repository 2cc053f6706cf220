/** Returns true if only this machine can reach an address. Pure. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return ['localhost', '::1'].includes(name) || /^(?:::ffff:)?127(\.\d{1,3}){3}$/.test(name)
}

/** Returns why a server may not listen on an address, or null. Other machines need accounts, or must be trusted. */
export function refuseListening(
  host: string,
  { auth, allowRemote }: { auth: 'local' | 'accounts'; allowRemote: boolean },
): string | null {
  if (isLoopback(host) || auth === 'accounts' || allowRemote) return null
  return (
    `other machines can reach ${host}, and without accounts everybody who reaches it may read and write ` +
    'everything. Let people sign in with --accounts or AUTH=accounts (make the first account with ' +
    '"semascope people add --email … --role admin"), and list the names people use in ALLOWED_HOSTS; or, if a ' +
    "proxy or a container's network keeps others out, say so with --allow-remote or ALLOW_REMOTE=1"
  )
}
