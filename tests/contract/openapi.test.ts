import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '@/lib/contract/openapi'

const root = fileURLToPath(new URL('../../app/api/v1', import.meta.url))
const document = openApiDocument('1.2.3') as {
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; operationId: string }>>
}

describe('openApiDocument', () => {
  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  it('describes only routes that exist', () => {
    for (const route of Object.keys(document.paths)) {
      const folder = route.replaceAll('{', '[').replaceAll('}', ']')
      expect(existsSync(path.join(root, folder, 'route.ts')), route).toBe(true)
    }
  })

  it('names every path parameter, and every operation once', () => {
    const ids = new Set<string>()
    let operations = 0
    for (const [route, methods] of Object.entries(document.paths))
      for (const operation of Object.values(methods)) {
        operations++
        ids.add(operation.operationId)
        const named = operation.parameters.filter((p) => p.in === 'path').map((p) => `{${p.name}}`)
        expect(named).toEqual(route.match(/\{\w+\}/g) ?? [])
      }
    expect(ids.size).toBe(operations)
  })

  it('lists the filters of a feature list as query parameters', () => {
    const names = document.paths['/dictionaries/{dictionary}/features'].get.parameters.map((p) => p.name)
    expect(names).toEqual(expect.arrayContaining(['q', 'minDensity', 'sort', 'order', 'cursor', 'limit']))
  })

  it('describes every route', () => {
    const described = Object.keys(document.paths).map((route) =>
      route.replaceAll('{', '[').replaceAll('}', ']'),
    )
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'route.ts')
      .map((file) => `/${path.dirname(file)}`)
    expect(found.filter((route) => route !== '/openapi.json' && !described.includes(route))).toEqual([])
  })
})
