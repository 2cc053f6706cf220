/** The command line: `semascope <command>`. Errors are one line on standard error and exit code 1. */
import { Command, CommanderError } from 'commander'
import packageJson from '../package.json'
import { registerBuild } from './build-pages'
import { registerCorpusRefresh } from './corpus-refresh'
import { registerDemo } from './demo'
import { registerDoctor } from './doctor'
import { registerDumpAnalysis } from './dump-analysis'
import { registerEvaluate } from './evaluate'
import { registerImport } from './import'
import { registerPeople } from './people'
import { registerRun } from './run'
import { registerServe } from './serve'
import { registerStatus } from './status'
import { printError } from './support/errors'
import { applySettings } from './support/settings'
import { registerTrain } from './train'
import { registerVerify } from './verify'
import { registerWorker } from './worker'

const program = new Command('semascope')
  .description('A feature browser for dictionary learning on language models')
  .version(packageJson.version)
  .option('--debug', 'show where an error came from')
  .option(
    '--data-dir <dir>',
    'folder of weights, texts and the embedded database (default: DATA_DIR, .semascope)',
  )
  .showHelpAfterError('(add --help for usage)')
  .exitOverride()

program.hook('preAction', applySettings)

for (const register of [
  registerDemo,
  registerTrain,
  registerEvaluate,
  registerImport,
  registerRun,
  registerWorker,
  registerServe,
  registerBuild,
  registerPeople,
  registerStatus,
  registerDoctor,
  registerDumpAnalysis,
  registerVerify,
  registerCorpusRefresh,
])
  register(program)

// When a reader such as head closes the pipe early, that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true)
try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 1)
  printError(error, { debug: process.argv.includes('--debug') })
  process.exit(1)
}
