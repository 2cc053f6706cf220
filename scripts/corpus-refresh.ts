import { rename, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { collectManifest } from '@/lib/corpus/collect-manifest'
import { manifestPath } from '@/lib/corpus/corpus-packages'
import { groupBy } from '@/lib/corpus/group-by'

/** Adds `corpus-refresh` to the command line. */
export function registerCorpusRefresh(program: Command): void {
  program
    .command('corpus-refresh')
    .description(
      'rebuild corpus/manifest.json from the packages in corpus/package.json, after a change there',
    )
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { root } = config()
      const file = manifestPath(root)
      const { manifest, documents } = await collectManifest(root)
      await writeFile(`${file}.new`, `${JSON.stringify(manifest, null, 1)}\n`)
      await rename(`${file}.new`, file)
      const characters = (group: typeof documents) => group.reduce((sum, { text }) => sum + text.length, 0)
      const kinds = [...groupBy(documents, ({ kind }) => kind)].map(([kind, group]) => ({
        kind,
        files: group.length,
        characters: characters(group),
      }))
      const total = {
        files: documents.length,
        packages: manifest.packages.length,
        characters: characters(documents),
      }
      if (json) {
        process.stdout.write(`${JSON.stringify({ kinds, total })}\n`)
        return
      }
      for (const { kind, files, characters } of kinds)
        process.stdout.write(
          `${kind.padEnd(14)} ${String(files).padStart(6)} files ${(characters / 1e6).toFixed(2).padStart(7)} M characters\n`,
        )
      process.stdout.write(
        `${total.files} files of ${total.packages} packages, ${(total.characters / 1e6).toFixed(1)} M characters\n`,
      )
    })
}
