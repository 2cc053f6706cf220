/** Rebuilds lib/corpus/manifest.json from the installed dependency tree; run after a dependency bump. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collectManifest } from '@/lib/corpus/collect-manifest'
import { groupBy } from '@/lib/corpus/group-by'

const root = process.cwd()
const path = join(root, 'lib/corpus/manifest.json')
const { manifest, documents } = await collectManifest(root)
await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 1)}\n`)
await rename(`${path}.new`, path)

const byKind = groupBy(documents, (document) => document.kind)
for (const [kind, group] of byKind) {
  const characters = group.reduce((sum, document) => sum + document.text.length, 0)
  console.log(
    `${kind.padEnd(14)} ${String(group.length).padStart(6)} files ${(characters / 1e6).toFixed(2).padStart(7)} M characters`,
  )
}
const total = documents.reduce((sum, document) => sum + document.text.length, 0)
console.log(
  `${documents.length} files of ${manifest.packages.length} packages, ${(total / 1e6).toFixed(1)} M characters`,
)
