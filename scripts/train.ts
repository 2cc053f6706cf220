import path from 'node:path'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { trainDictionary } from '@/lib/train/dictionary'
import { trainModel } from '@/lib/train/model'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'
import { registerAll } from './train/all'
import { number, readCorpus, withProgress } from './train/common'
import { registerSweep } from './train/sweep'
import { metricsLine } from './ui/metrics'

interface CommonOptions {
  name: string
  seed: number
  steps: number
  batch: number
  learningRate: number
  warmup: number
  threads: number
  text?: string[]
  out?: string
  checkpointSeconds: number
  allowThreadChange?: boolean
  restart?: boolean
  json?: boolean
}

interface ModelOptions extends CommonOptions {
  vocab: number
  layers: number
  width: number
  mlp: number
  heads: number
  context: number
  activation: 'relu' | 'gelu' | 'gelu_new'
  floor: number
}

interface DictionaryOptions extends CommonOptions {
  model: string
  hook: string
  features: number
  kind: 'standard' | 'topk'
  k: number
  lambda: number
  lambdaWarmup: number
  tail: number
  resamples: number
  buffer: number
  shuffleWeights?: number
}

/** Adds `train` with `model`, `dictionary`, `sweep` and `--all` to the command line. */
export function registerTrain(program: Command): void {
  const train = program.command('train').description('train a model, or a dictionary on a model')
  registerAll(train)
  registerModel(train)
  registerDictionary(train)
  registerSweep(train)
}

function registerModel(train: Command): void {
  const command = train
    .command('model')
    .description('train a transformer on text; writes a Hugging Face GPT-2 directory')
    .option('--vocab <entries>', 'entries of the tokenizer', number, 5120)
    .option('--layers <count>', 'layers', number, 1)
    .option('--width <n>', 'n_embd', number, 128)
    .option('--mlp <n>', 'n_inner', number, 512)
    .option('--heads <count>', 'attention heads', number, 4)
    .option('--context <tokens>', 'context, BOS included', number, 128)
    .option('--activation <name>', 'relu, gelu or gelu_new', 'relu')
    .option('--floor <share>', 'share of the learning rate at the last step', number, 0.05)
  withCommonOptions(command, { steps: 9000, batch: 32, learningRate: 4e-3, warmup: 300 }).action(
    async (options: ModelOptions) => {
      const settings = modelTrainingSettings({
        ...options,
        vocabSize: options.vocab,
        nLayers: options.layers,
        dModel: options.width,
        dMlp: options.mlp,
        nHeads: options.heads,
        nCtx: options.context,
      })
      await withProgress(options.json ?? false, async (progress, events, signal) => {
        const { root, dataDir } = config()
        const corpus = await readCorpus(options.text, root, events)
        const trained = await trainModel(settings, corpus, {
          ...runOptions(options, path.join(dataDir, 'train', settings.name)),
          outDir: path.resolve(options.out ?? path.join(root, 'models', settings.name)),
          events,
          signal,
        })
        const { ce, tokens } = trained.metrics
        progress.note(`${trained.dir}: held-out cross-entropy ${ce.toFixed(4)} nats over ${tokens} tokens`)
        progress.result({ dir: trained.dir, ce, tokens, seconds: trained.seconds })
      })
    },
  )
}

function registerDictionary(train: Command): void {
  const command = train
    .command('dictionary')
    .description("train a sparse autoencoder on a model's hook point; writes a SAELens directory")
    .requiredOption('--model <dir>', 'model directory')
    .option('--hook <name>', 'hook point', 'blocks.0.mlp.hook_post')
    .option('--features <count>', 'features', number, 4096)
    .option('--kind <name>', 'standard (a price λ on activations) or topk (the k largest)', 'standard')
    .option('--k <count>', 'topk: most features active on a token', number, 32)
    .option('--lambda <weight>', 'standard: weight of summed activations against squared error', number, 3)
    .option('--lambda-warmup <steps>', 'standard: steps over which the weight rises', number, 500)
    .option('--tail <share>', 'share of the steps over which the learning rate falls to 0', number, 0.2)
    .option('--resamples <count>', 'how often dead features are resampled', number, 4)
    .option(
      '--shuffle-weights <seed>',
      "a control: shuffle the entries of the model's weight matrices",
      number,
    )
    .option('--buffer <sequences>', 'sequences whose activations are shuffled together', number, 2048)
  withCommonOptions(command, { steps: 8000, batch: 4096, learningRate: 1e-3, warmup: 100 }).action(
    async (options: DictionaryOptions, self: Command) => {
      const settings = dictionaryTrainingSettings({ ...options, bufferSequences: options.buffer })
      refuseOtherKind(self, settings.kind)
      await withProgress(options.json ?? false, async (progress, events, signal) => {
        const { root, dataDir } = config()
        const modelDir = path.resolve(options.model)
        const workName = `${path.basename(modelDir)}.${settings.name}`
        const corpus = await readCorpus(options.text, root, events)
        const trained = await trainDictionary(settings, modelDir, corpus, {
          ...runOptions(options, path.join(dataDir, 'train', workName)),
          outDir: path.resolve(options.out ?? path.join(modelDir, 'dictionaries', settings.name)),
          events,
          signal,
        })
        progress.note(`${trained.dir}: ${metricsLine(trained.metrics)}`)
        progress.result({ dir: trained.dir, ...trained.metrics, seconds: trained.seconds })
      })
    },
  )
}

/** Throws `bad_request` for a flag that the kind of dictionary would ignore. */
function refuseOtherKind(command: Command, kind: 'standard' | 'topk'): void {
  const [other, flags] = kind === 'topk' ? ['standard', ['lambda', 'lambdaWarmup']] : ['topk', ['k']]
  for (const flag of command.options)
    if (flags.includes(flag.attributeName()) && command.getOptionValueSource(flag.attributeName()) === 'cli')
      throw new SemascopeError(
        'bad_request',
        `${flag.long} applies to ${other} dictionaries, this one is ${kind}`,
      )
}

type CommonDefaults = Pick<CommonOptions, 'steps' | 'batch' | 'learningRate' | 'warmup'>

function withCommonOptions(command: Command, defaults: CommonDefaults): Command {
  return command
    .requiredOption('--name <name>', 'name of the result and of its folder')
    .option('--seed <n>', 'seed of everything random', number, 1)
    .option('--steps <count>', 'training steps', number, defaults.steps)
    .option('--batch <count>', 'windows (model) or activations (dictionary) per step', number, defaults.batch)
    .option('--learning-rate <rate>', "Adam's peak learning rate", number, defaults.learningRate)
    .option('--warmup <steps>', 'steps over which the learning rate rises', number, defaults.warmup)
    .option('--threads <count>', 'threads inside an operator', number, 2)
    .option('--text <paths...>', 'files, folders or globs of text (default: the installed packages)')
    .option('--out <dir>', 'directory to write')
    .option('--checkpoint-seconds <s>', 'seconds between checkpoints', number, 60)
    .option('--allow-thread-change', 'resume a checkpoint made with another number of threads')
    .option('--restart', 'ignore the checkpoint of an earlier run')
    .option('--json', 'print JSON lines')
}

function runOptions(options: CommonOptions, workDir: string) {
  return {
    workDir,
    checkpointSeconds: options.checkpointSeconds,
    allowThreadChange: options.allowThreadChange ?? false,
    restart: options.restart ?? false,
  }
}
