import type { Command } from 'commander'
import { buildPages } from './support/next'
import { forever, untilStopped } from './support/until-stopped'

/** Adds `build` to the command line. */
export function registerBuild(program: Command): void {
  program
    .command('build')
    .description('build the pages, unless there is a build of the same sources')
    .action(async () => {
      await untilStopped(async (signal) => {
        const build = buildPages()
        try {
          await Promise.race([build.done, forever(signal)])
        } finally {
          await build.stop()
        }
        process.stdout.write(build.needed ? 'the pages are built\n' : 'the pages were already built\n')
      })
    })
}
