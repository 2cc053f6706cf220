import { describe, expect, it } from 'vitest'
import { refuseHost } from '@/lib/http/known-host'

const policy = { host: '127.0.0.1', allowedHosts: ['scope.example', 'LAN.example:8080'] }

describe('refuseHost', () => {
  it.each([
    '127.0.0.1:3210',
    'localhost:3210',
    'LOCALHOST',
    'localhost:4000',
    '[::1]:3210',
    'scope.example',
    'scope.example:81',
    'lan.example:8080',
  ])('knows %s', (host) => expect(refuseHost(host, policy)).toBeNull())

  it.each([
    'evil.example',
    'evil.example:3210',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'lan.example:9090',
    '192.168.1.5:3210',
    'a@127.0.0.1',
    '127.0.0.1:3210, evil.example',
    '',
    null,
  ])('refuses %j', (host) => expect(refuseHost(host, policy)).toMatchObject({ code: 'forbidden' }))

  it('says which setting to change', () => {
    expect(refuseHost('evil.example', policy)?.message).toMatch(/"evil\.example".*ALLOWED_HOSTS/)
  })

  it('knows the address that is listened on, but takes a wildcard for no name', () => {
    const at = (header: string, host: string) => refuseHost(header, { host, allowedHosts: [] })
    expect(at('192.168.1.5:3210', '192.168.1.5')).toBeNull()
    expect(at('[fd00::1]:3210', 'fd00::1')).toBeNull()
    expect(at('0.0.0.0:3210', '0.0.0.0')).toMatchObject({ code: 'forbidden' })
    // a container's health check, and its port published on this machine
    expect(at('127.0.0.1:3210', '0.0.0.0')).toBeNull()
    expect(at('localhost:3210', '::')).toBeNull()
  })
})
