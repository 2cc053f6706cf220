import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { collectManifest } from '@/lib/corpus/collect-manifest'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { manifestRows, readManifest } from '@/lib/corpus/manifest'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

let root: string
const prose = (topic: string) =>
  Array.from({ length: 60 }, (_, i) => `${topic} sentence ${i} says ${i * 7} things.`).join('\n')

async function put(path: string, content: string | Uint8Array) {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), content)
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dependency-tree-'))
  folders.push(root)
  for (const [name, version] of [
    ['alpha', '1.2.3'],
    ['@scope/beta', '2.0.0'],
    ['native', '1.0.0'],
    ['maybe', '1.0.0'],
  ])
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, version }))
  await put('node_modules/alpha/README.md', prose('Alpha'))
  await put('node_modules/alpha/copy.md', prose('Alpha'))
  await put('node_modules/alpha/image.md', Uint8Array.of(0, 1, 2, ...Array(300).fill(0)))
  await put('node_modules/alpha/node_modules/nested/README.md', prose('Nested'))
  await put('node_modules/@scope/beta/index.d.ts', prose('declare Beta'))
  await put('node_modules/native/README.md', prose('Native'))
  await put('node_modules/maybe/README.md', prose('Maybe'))
  const packages = {
    '': { version: '0.0.0' },
    'node_modules/alpha': { version: '1.2.3' },
    'node_modules/@scope/beta': { version: '2.0.0' },
    'node_modules/native': { version: '1.0.0', os: ['linux'] },
    'node_modules/maybe': { version: '1.0.0', optional: true },
    'node_modules/alpha/node_modules/nested': { version: '1.0.0' },
  }
  await put('package-lock.json', JSON.stringify({ packages }))
  const { manifest } = await collectManifest(root)
  await put('lib/corpus/manifest.json', JSON.stringify(manifest))
})

describe('dependency-tree corpus', () => {
  it('takes text of top-level packages of every platform, once', async () => {
    const documents = await loadDependencyTree({ root })
    expect(documents.map(({ name, kind, unit }) => ({ name, kind, unit }))).toEqual([
      { name: '@scope/beta/index.d.ts', kind: 'typings', unit: '@scope/beta' },
      { name: 'alpha/README.md', kind: 'documentation', unit: 'alpha' },
    ])
    expect(documents[1].text).toBe(prose('Alpha'))
    expect((await collectManifest(root)).manifest).toEqual((await collectManifest(root)).manifest)
  })

  it('names package and file when the text differs', async () => {
    await put('node_modules/alpha/README.md', `${prose('Alpha')}!`)
    await expect(loadDependencyTree({ root })).rejects.toThrow(
      /package alpha@1\.2\.3, file README\.md has hash \w+, not \w+; run "npm run corpus:refresh"/,
    )
    await rm(join(root, 'node_modules/alpha/README.md'))
    await expect(loadDependencyTree({ root })).rejects.toThrow(/file README\.md cannot be read/)
  })

  it('names the package when its version differs or it is missing', async () => {
    await put('node_modules/alpha/package.json', '{"version":"1.2.4"}')
    await expect(loadDependencyTree({ root })).rejects.toThrow(
      'package alpha is installed as 1.2.4, not as 1.2.3',
    )
    await rm(join(root, 'node_modules/alpha'), { recursive: true })
    await expect(loadDependencyTree({ root })).rejects.toThrow('package alpha@1.2.3 is not installed')
  })
})

describe('the committed manifest', () => {
  it('agrees with package-lock.json', async () => {
    const manifest = await readManifest(join(process.cwd(), 'lib/corpus/manifest.json'))
    const lock = JSON.parse(await readFile(join(process.cwd(), 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string }>
    }
    for (const { name, version } of manifest.packages)
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
    const rows = manifestRows(manifest)
    expect(rows.length).toBeGreaterThan(5000)
    expect(new Set(rows.map((row) => row.kind)).size).toBeGreaterThanOrEqual(7)
  })
})
