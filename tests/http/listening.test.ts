import { describe, expect, it } from 'vitest'
import { isLoopback, refuseListening } from '@/lib/http/listening'

const local = { auth: 'local', allowRemote: false } as const

describe('refuseListening', () => {
  it.each(['127.0.0.1', '127.3.2.1', '::1', '[::1]', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1'])(
    'lets anybody listen on %s',
    (host) => {
      expect(isLoopback(host)).toBe(true)
      expect(refuseListening(host, local)).toBeNull()
    },
  )

  it.each(['0.0.0.0', '::', '192.168.1.5', '10.127.0.1', '127.0.0.1.example.org', '1270.0.0.1', 'fd00::1'])(
    'lets %s be listened on with accounts or on being told, and says so',
    (host) => {
      const refusal = refuseListening(host, local)
      expect(refusal).toContain(host)
      for (const way of ['--accounts', 'AUTH=accounts', '--allow-remote', 'ALLOW_REMOTE=1'])
        expect(refusal).toContain(way)
      expect(refuseListening(host, { auth: 'accounts', allowRemote: false })).toBeNull()
      expect(refuseListening(host, { auth: 'local', allowRemote: true })).toBeNull()
    },
  )
})
