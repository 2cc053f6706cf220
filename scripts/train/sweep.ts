import path from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { config } from '@/lib/config'
import type { SweepPoint } from '@/lib/contract/sweep'
import { slugPattern } from '@/lib/jobs/kinds/analysis'
import { sweepFile, sweepGrid, trainSweep } from '@/lib/train/sweep'
import { number, readCorpus, withProgress } from './common'

interface SweepOptions {
  model: string
  name: string
  kinds: ('standard' | 'topk')[]
  lambdas: number[]
  ks: number[]
  text?: string[]
  checkpointSeconds: number
  json?: boolean
  hook: string
  features: number
  seed: number
  steps: number
  batch: number
  learningRate: number
  warmup: number
  lambdaWarmup: number
  tail: number
  resamples: number
  buffer: number
  threads: number
}

/** Adds `train sweep` to the command line. */
export function registerSweep(train: Command): void {
  train
    .command('sweep')
    .description('train a grid of dictionaries from dense to sparse and measure each on held-out text')
    .requiredOption('--model <dir>', 'model directory; the result goes to its sweeps/<name>.json')
    .option('--name <name>', 'name of the sweep', name, 'sweep')
    .addOption(
      new Option('--kinds <list>', 'standard, topk or both').argParser(kinds).default(['standard', 'topk']),
    )
    .option('--lambdas <list>', 'λ of the standard points', numbers, [2, 3, 4, 6])
    .option('--ks <list>', 'k of the topk points', numbers, [8, 16, 32])
    .option('--hook <name>', 'hook point', 'blocks.0.mlp.hook_post')
    .option('--features <count>', 'features of every point', number, 1024)
    .option('--seed <n>', 'seed of everything random', number, 1)
    .option('--steps <count>', 'steps of every point', number, 2000)
    .option('--batch <count>', 'activations per step', number, 4096)
    .option('--learning-rate <rate>', "Adam's peak learning rate", number, 1e-3)
    .option('--warmup <steps>', 'steps over which the learning rate rises', number, 100)
    .option('--lambda-warmup <steps>', 'steps over which λ rises', number, 500)
    .option('--tail <share>', 'share of the steps over which the learning rate falls to 0', number, 0.2)
    .option('--resamples <count>', 'how often dead features are resampled', number, 4)
    .option('--buffer <sequences>', 'sequences whose activations are shuffled together', number, 2048)
    .option('--threads <count>', 'threads inside an operator', number, 2)
    .option('--text <paths...>', 'files, folders or globs of text (default: the installed packages)')
    .option('--checkpoint-seconds <s>', 'seconds between checkpoints', number, 60)
    .option('--json', 'print JSON lines')
    .action(sweep)
}

async function sweep(options: SweepOptions): Promise<void> {
  const {
    model,
    name: sweepName,
    kinds,
    lambdas,
    ks,
    text,
    checkpointSeconds,
    json,
    buffer,
    ...shared
  } = options
  const grid = sweepGrid({ ...shared, bufferSequences: buffer }, { kinds, lambdas, ks })
  const { root, dataDir } = config()
  const modelDir = path.resolve(model)
  await withProgress(json ?? false, async (progress, events, signal) => {
    const corpus = await readCorpus(text, root, events)
    const { points } = await trainSweep(sweepName, grid, modelDir, corpus, {
      workHome: path.join(dataDir, 'train'),
      checkpointSeconds,
      events,
      signal,
      starts: (point, place, of) => progress.note(`${place} of ${of}: ${point.name}`),
      measured: (point) => {
        progress.note(describe(point))
        progress.result({ ...point })
      },
    })
    progress.note(`${sweepFile(modelDir, sweepName)}: ${points.length} points`)
  })
}

function describe({ name, l0, ceRecovered, explainedVariance, deadFraction }: SweepPoint): string {
  const percent = (share: number | null) => (share === null ? '—' : `${(100 * share).toFixed(1)} %`)
  return (
    `${name}: ${percent(ceRecovered)} of the loss recovered at L0 ${l0.toFixed(1)}, explained variance ` +
    `${explainedVariance?.toFixed(3) ?? '—'}, ${percent(deadFraction)} silent`
  )
}

function numbers(text: string): number[] {
  return text.split(',').map(number)
}

function kinds(text: string): SweepOptions['kinds'] {
  return text.split(',').map((kind) => {
    if (kind !== 'standard' && kind !== 'topk') throw new InvalidArgumentError('known are standard and topk')
    return kind
  })
}

function name(text: string): string {
  if (slugPattern.test(text)) return text
  throw new InvalidArgumentError('use a–z, 0–9 and -, at most 63')
}
