import path from 'node:path'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { checkFamily, type FamilyMember, trainFamily } from '@/lib/train/family'
import { recordedHash } from '@/lib/train/finished'
import { readRecipes } from '@/lib/train/recipes'
import type { Progress } from '../ui/progress'
import { number, readCorpus, withProgress } from './common'

interface AllOptions {
  all?: boolean
  only?: string[]
  check?: boolean
  force?: boolean
  recipes?: string
  out?: string
  checkpointSeconds: number
  json?: boolean
}

/** Adds `train --all`, which trains every shipped model and dictionary by its recipe. */
export function registerAll(train: Command): void {
  // A separate command, because options of `train` itself would also be taken from `train model`.
  train
    .command('all', { isDefault: true })
    .description('train every model and dictionary of models/recipes.json that is not finished')
    .option('--all', 'train all of them: "semascope train --all"')
    .option('--only <names...>', 'train only these, such as a1 or one-layer-b')
    .option('--check', 'say what is finished and what is not, without training')
    .option('--force', 'train finished ones again too')
    .option('--recipes <file>', 'recipes other than models/recipes.json')
    .option('--out <dir>', 'folder to write the models to, instead of models')
    .option('--checkpoint-seconds <s>', 'seconds between checkpoints', number, 60)
    .option('--json', 'print JSON lines')
    .action((options: AllOptions) => {
      if (!options.all && !options.only && !options.check) return train.help({ error: true })
      return trainAll(options)
    })
}

async function trainAll(options: AllOptions): Promise<void> {
  const { root, dataDir } = config()
  const shipped = path.join(root, 'models')
  const home = options.out === undefined ? shipped : path.resolve(options.out)
  const recipes = readRecipes(path.resolve(options.recipes ?? path.join(shipped, 'recipes.json')))
  await withProgress(options.json ?? false, async (progress, events, signal) => {
    const corpus = await readCorpus(undefined, root, events)
    if (options.check) return report(checkFamily(recipes, corpus, home), progress)
    await trainFamily(recipes, corpus, {
      home,
      workHome: path.join(dataDir, 'train'),
      checkpointSeconds: options.checkpointSeconds,
      ...(options.only && { only: options.only }),
      force: options.force ?? false,
      events,
      signal,
      starts: ({ name }, why) => progress.note(why === null ? `${name} is finished` : `${name}: ${why}`),
      trained: (member) => {
        progress.note(`${member.name}: ${member.dir}${comparison(member, home, shipped)}`)
        progress.result({ name: member.name, dir: member.dir, hash: recordedHash(member.dir) })
      },
    })
  })
}

/** Says whether the result in another folder has the same weights as the shipped one. */
function comparison({ dir }: FamilyMember, home: string, shipped: string): string {
  const counterpart = path.join(shipped, path.relative(home, dir))
  const hash = counterpart === dir ? null : recordedHash(counterpart)
  if (hash === null) return ''
  return recordedHash(dir) === hash
    ? ', the same weights as the shipped ones'
    : ', other weights than the shipped ones'
}

function report(states: ReturnType<typeof checkFamily>, progress: Progress): void {
  for (const { member, why } of states) {
    progress.note(`${member.name}: ${why ?? 'finished'}`)
    progress.result({ name: member.name, dir: member.dir, finished: why === null, why })
  }
  const left = states.filter(({ why }) => why !== null).length
  if (left > 0)
    throw new SemascopeError(
      'conflict',
      `${left} of ${states.length} differ from the result of their recipes`,
    )
}
