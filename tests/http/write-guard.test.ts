import { describe, expect, it } from 'vitest'
import { refuseWrite, type WriteRequest } from '@/lib/http/write-guard'

const policy = { host: '127.0.0.1', allowedHosts: ['scope.example', 'lan.example:8080'] }
const request = (change: Partial<WriteRequest>): WriteRequest => ({
  host: '127.0.0.1:3210',
  origin: 'http://127.0.0.1:3210',
  secFetchSite: 'same-origin',
  contentType: 'application/json',
  ...change,
})
const codeOf = (change: Partial<WriteRequest>) => refuseWrite(request(change), policy)?.code ?? 'accepted'

describe('refuseWrite', () => {
  it.each([
    ['the page itself', {}],
    ['a command line', { origin: null, secFetchSite: null }],
    ['localhost', { host: 'localhost:3210', origin: 'http://localhost:3210' }],
    ['IPv6 loopback', { host: '[::1]:3210', origin: 'http://[::1]:3210' }],
    ['an allowed name on any port', { host: 'scope.example:81', origin: 'http://scope.example:81' }],
    ['an allowed name behind TLS', { host: 'scope.example', origin: 'https://scope.example' }],
    ['an allowed name with its port', { host: 'lan.example:8080', origin: 'http://lan.example:8080' }],
    ['a charset', { contentType: 'application/json; charset=utf-8' }],
    ['an address bar', { origin: null, secFetchSite: 'none' }],
  ])('accepts %s', (_, change) => expect(codeOf(change)).toBe('accepted'))

  it.each([
    ['a rebound name', { host: 'evil.example:3210', origin: 'http://evil.example:3210' }],
    ['a name that only starts alike', { host: '127.0.0.1.evil.example', origin: null, secFetchSite: null }],
    ['no host', { host: null }],
    ['a host with a user', { host: 'a@127.0.0.1' }],
    ['an allowed name on another port', { host: 'lan.example:9090', origin: 'http://lan.example:9090' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:8000' }],
    ['localhost posting to 127.0.0.1', { origin: 'http://localhost:3210' }],
    ['an opaque origin', { origin: 'null' }],
    ['an extension', { origin: 'chrome-extension://abc' }],
    ['a cross-site request without origin', { origin: null, secFetchSite: 'cross-site' }],
    ['a same-site request without origin', { origin: null, secFetchSite: 'same-site' }],
  ])('refuses %s', (_, change) => expect(codeOf(change)).toBe('forbidden'))

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['text', 'text/plain'],
    ['a type that only starts alike', 'application/jsonp'],
    ['none', null],
  ])('refuses %s as content type', (_, contentType) => expect(codeOf({ contentType })).toBe('unsupported'))

  it('knows the host it listens on, but takes a wildcard for no name', () => {
    const at = (host: string, listening: string) =>
      refuseWrite(request({ host, origin: `http://${host}` }), { host: listening, allowedHosts: [] })
    expect(at('192.168.1.5:3210', '192.168.1.5')).toBeNull()
    expect(at('0.0.0.0:3210', '0.0.0.0')).toMatchObject({ code: 'forbidden' })
    expect(at('[fd00::1]:3210', 'fd00::1')).toBeNull()
  })
})
