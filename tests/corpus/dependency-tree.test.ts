import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { collectManifest } from '@/lib/corpus/collect-manifest'
import { corpusPackages, manifestPath } from '@/lib/corpus/corpus-packages'
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
    ['product', '1.0.0'],
  ])
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, version }))
  await put('node_modules/alpha/README.md', prose('Alpha'))
  await put('node_modules/alpha/copy.md', prose('Alpha'))
  await put('node_modules/alpha/image.md', Uint8Array.of(0, 1, 2, ...Array(300).fill(0)))
  await put('node_modules/alpha/node_modules/nested/README.md', prose('Nested'))
  await put('node_modules/@scope/beta/index.d.ts', prose('declare Beta'))
  await put('node_modules/product/README.md', prose('Product'))
  await put(
    'corpus/package.json',
    JSON.stringify({ dependencies: { alpha: '1.2.3', '@scope/beta': '2.0.0' } }),
  )
  const { manifest } = await collectManifest(root)
  await put('corpus/manifest.json', JSON.stringify(manifest))
})

describe('the corpus of installed packages', () => {
  it('takes the text of the listed packages once, and of no other installed package', async () => {
    const documents = await loadDependencyTree({ root })
    expect(documents.map(({ name, kind, unit }) => ({ name, kind, unit }))).toEqual([
      { name: '@scope/beta/index.d.ts', kind: 'typings', unit: '@scope/beta' },
      { name: 'alpha/README.md', kind: 'documentation', unit: 'alpha' },
    ])
    expect(documents[1].text).toBe(prose('Alpha'))
    expect((await collectManifest(root)).manifest).toEqual((await collectManifest(root)).manifest)
  })

  it('reads the version of the workspace if the product has another', async () => {
    await put('corpus/node_modules/alpha/package.json', '{"version":"1.2.3"}')
    await put('corpus/node_modules/alpha/README.md', prose('Alpha'))
    await put('node_modules/alpha/package.json', '{"version":"9.0.0"}')
    await put('node_modules/alpha/README.md', prose('Newer'))
    const documents = await loadDependencyTree({ root })
    expect(documents[1].text).toBe(prose('Alpha'))
  })

  it('needs one version of each package, and that version installed', async () => {
    await put('node_modules/alpha/package.json', '{"version":"1.2.4"}')
    await expect(collectManifest(root)).rejects.toThrow('asks for alpha@1.2.3, but 1.2.4 is installed')
    await put('corpus/package.json', JSON.stringify({ dependencies: { alpha: '^1.2.3' } }))
    await expect(collectManifest(root)).rejects.toThrow('alpha is ^1.2.3, not a single version')
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
  it('lists packages of the workspace in their versions, and the files have the listed hashes', async () => {
    const root = process.cwd()
    const manifest = await readManifest(manifestPath(root))
    const pinned = await corpusPackages(root)
    for (const { name, version } of manifest.packages) expect(pinned.get(name), name).toBe(version)
    const rows = manifestRows(manifest)
    expect(rows.length).toBeGreaterThan(5000)
    expect(new Set(rows.map((row) => row.kind)).size).toBeGreaterThanOrEqual(7)
    expect(await loadDependencyTree({ root })).toHaveLength(rows.length)
  })
})
