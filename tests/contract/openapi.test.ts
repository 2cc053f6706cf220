import { beforeAll, describe, expect, it } from 'vitest'
import { router } from '@/app/api/_handlers'
import { answer } from '@/app/api/_lib/handler'
import { openApiDocument } from '@/lib/contract/openapi'
import { API_ROOT } from '@/lib/contract/paths'
import { STATUS } from '@/lib/errors'
import { HOST, keyOf, operations } from '../support/api'

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly security: readonly Record<string, unknown>[]
  readonly 'x-role': string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[]
  readonly requestBody?: { required: boolean; content: Record<string, { schema: object }> }
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}

let document: {
  openapi: string
  info: { title: string; version: string }
  components: { securitySchemes: Record<string, unknown> }
  paths: Record<string, Record<string, Described>>
}
let described: ReadonlyMap<string, Described>

beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await openApiDocument('1.2.3')))
  described = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  )
})

const ALL = operations()

describe('the document', () => {
  it('is OpenAPI 3.1 with its version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(document.info).toMatchObject({ title: 'Semascope', version: '1.2.3' })
  })

  it('describes every operation of the contract, and no other, each by its own id', () => {
    expect([...described.keys()].sort()).toEqual(ALL.map(keyOf).sort())
    expect(new Set([...described.values()].map(({ operationId }) => operationId)).size).toBe(ALL.length)
  })

  it.each(ALL.map((operation) => [keyOf(operation), operation] as const))(
    'states parameters, security and answers of %s',
    (key, { path, meta, method, status }) => {
      const { parameters = [], security, responses, summary, ...rest } = described.get(key) as Described
      expect(summary).not.toBe('')
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
      expect(inPath.every(({ required }) => required)).toBe(true)
      for (const { schema } of parameters) expect(schema).not.toEqual({})
      expect(rest['x-role']).toBe(meta.needs)
      const names = security.flatMap((scheme) => Object.keys(scheme))
      expect(names).toEqual(meta.needs === 'nobody' ? [] : meta.session ? ['session'] : ['session', 'token'])
      for (const name of names) expect(document.components.securitySchemes).toHaveProperty(name)
      expect(Object.keys(responses[status].content)).not.toEqual([])
      for (const { content } of Object.values(responses))
        for (const { schema } of Object.values(content)) expect(schema).not.toEqual({})
      expect('401' in responses).toBe(meta.needs !== 'nobody' || key === 'POST /session')
      expect('429' in responses).toBe(meta.writes)
      if (method === 'GET') expect(rest.requestBody).toBeUndefined()
    },
  )

  it('lists the filters of a feature list as query parameters', () => {
    const { parameters = [] } = described.get('GET /dictionaries/{dictionary}/features') as Described
    expect(parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['q', 'minDensity', 'sort', 'order', 'cursor', 'limit']),
    )
  })

  it('says what a write takes and what files are', () => {
    const star = described.get('POST /stars') as Described
    expect(star.requestBody?.content['application/json'].schema).toMatchObject({
      required: expect.arrayContaining(['dictionary', 'feature', 'person', 'starred']),
    })
    const file = described.get('GET /dictionaries/{dictionary}/export') as Described
    expect(Object.keys(file.responses['200'].content)).toEqual(['application/jsonl', 'text/csv'])
  })

  it('gives errors by the envelope, with the codes of their status', () => {
    const { responses } = described.get('POST /runs/{run}/cancel') as Described
    expect(responses['409'].content['application/json'].schema).toMatchObject({
      properties: { error: { properties: { code: { enum: ['conflict'] } } } },
    })
    for (const { responses } of described.values())
      for (const [status, { content }] of Object.entries(responses))
        if (Number(status) >= 400 && JSON.stringify(content).includes('"enum"'))
          for (const code of codesOf(content['application/json'].schema))
            expect(STATUS[code as keyof typeof STATUS]).toBe(Number(status))
  })
})

const codesOf = (schema: object): string[] =>
  (schema as { properties: { error?: { properties: { code: { enum: string[] } } } } }).properties.error
    ?.properties.code.enum ?? []

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  answer(new Request(`http://${HOST}${path}`, { method, headers: { host: HOST, ...headers } }))

describe('the mount', () => {
  it('has a handler for every operation', () => {
    for (const { name } of ALL) {
      const handler = name.split('.').reduce<unknown>((node, key) => Reflect.get(node as object, key), router)
      expect(handler, name).toHaveProperty(['~orpc', 'handler'])
    }
  })

  it('answers an unknown path by 404, whatever the method', async () => {
    for (const path of ['/api/none', `${API_ROOT}/none`, `${API_ROOT}/runs/1/none`, `${API_ROOT}x/runs`])
      for (const method of ['GET', 'POST', 'DELETE']) {
        const response = await ask(method, path)
        expect(response.status, `${method} ${path}`).toBe(404)
        const { error } = await response.json()
        expect(error).toEqual({
          code: 'not_found',
          message: `there is no ${path}; see /api/v1/openapi.json`,
        })
      }
  })

  it('answers another method of a known path by 405, and says which there are', async () => {
    const response = await ask('PUT', `${API_ROOT}/lists/months`)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE'])
    expect(await response.json()).toEqual({
      error: {
        code: 'method_not_allowed',
        message: 'PUT is not answered here, only GET, PATCH, DELETE',
      },
    })
    expect((await ask('POST', `${API_ROOT}/runs/7`)).headers.get('allow')).toBe('GET')
  })

  it.each(
    ALL.filter(({ method }) => method !== 'GET').map((operation) => [keyOf(operation), operation] as const),
  )('refuses %s from a foreign origin before it reads anything', async (_, { method, path }) => {
    const refused = await ask(method, API_ROOT + path.replaceAll(/[{}]/g, ''), {
      origin: 'http://evil.example',
    })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('cache-control')).toBe('no-store')
  })

  it('names the part, the field and every issue of an invalid input', async () => {
    const response = await ask('GET', `${API_ROOT}/search/tokens?limit=x&by=none`)
    expect(response.status).toBe(422)
    const { error } = await response.json()
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/^query "\w+": /) })
    expect(error.details.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['dictionary', 'by', 'limit']),
    )
    const path = await (await ask('GET', `${API_ROOT}/runs/none`)).json()
    expect(path.error.message).toMatch(/^path "run": /)
  })
})
