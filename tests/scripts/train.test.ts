import { Command } from 'commander'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { trainDictionary } from '@/lib/train/dictionary'
import { dictionaryCommand } from '@/lib/train/dictionary-card'
import { trainFamily } from '@/lib/train/family'
import { trainModel } from '@/lib/train/model'
import { modelCommand } from '@/lib/train/model-card'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'
import { registerTrain } from '../../scripts/train'

vi.mock('@/lib/train/model', () => ({ trainModel: vi.fn() }))
vi.mock('@/lib/train/dictionary', () => ({ trainDictionary: vi.fn() }))
vi.mock('@/lib/train/family', () => ({ trainFamily: vi.fn(), checkFamily: vi.fn() }))
vi.mock('@/lib/train/corpus', () => ({ dependencyTreeCorpus: vi.fn(async () => ({})) }))

class Called extends Error {}

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.mocked(trainModel).mockReset().mockRejectedValue(new Called())
  vi.mocked(trainDictionary).mockReset().mockRejectedValue(new Called())
  vi.mocked(trainFamily).mockReset().mockRejectedValue(new Called())
})
afterEach(() => vi.restoreAllMocks())

/** Runs a command line up to the training. */
async function semascope(...args: string[]): Promise<void> {
  const program = new Command('semascope').exitOverride()
  registerTrain(program)
  await expect(program.parseAsync(args, { from: 'user' })).rejects.toBeInstanceOf(Called)
}
/** Splits a card's command as a shell would. */
const split = (command: string) => command.replaceAll('\\\n', ' ').trim().split(/\s+/).slice(2)

it('gives every command its own options', async () => {
  await semascope('train', 'model', '--name', 'x', '--out', '/o', '--checkpoint-seconds', '5', '--json')
  expect(vi.mocked(trainModel).mock.calls[0][2]).toMatchObject({ outDir: '/o', checkpointSeconds: 5 })
  await semascope('train', '--all', '--only', 'a1', 'b1', '--out', '/o', '--force')
  const [, , run] = vi.mocked(trainFamily).mock.calls[0]
  expect(run).toMatchObject({ home: '/o', only: ['a1', 'b1'], force: true, checkpointSeconds: 60 })
})

it("a card's command has the settings of the card", async () => {
  const model = modelTrainingSettings({
    name: 'x',
    seed: 3,
    steps: 7,
    floor: 0.1,
    dMlp: 64,
    nCtx: 64,
    threads: 1,
  })
  await semascope(...split(modelCommand(model)))
  expect(vi.mocked(trainModel).mock.calls[0][0]).toEqual(model)

  for (const extra of [
    {},
    { shuffleWeights: 0 },
    { shuffleWeights: 7, lambda: 2.5, bufferSequences: 64 },
    { kind: 'topk' as const, k: 5 },
  ]) {
    const settings = dictionaryTrainingSettings({ name: 'd', seed: 3, steps: 7, resamples: 2, ...extra })
    vi.mocked(trainDictionary).mockClear()
    await semascope(...split(dictionaryCommand('x', settings)))
    expect(vi.mocked(trainDictionary).mock.calls[0][0]).toEqual(settings)
  }
})

it('refuses a flag of the other kind of dictionary instead of ignoring it', async () => {
  const run = (...args: string[]) => {
    const program = new Command('semascope').exitOverride()
    registerTrain(program)
    return program.parseAsync(['train', 'dictionary', '--model', 'x', '--name', 'd', ...args], {
      from: 'user',
    })
  }
  await expect(run('--kind', 'topk', '--lambda', '4')).rejects.toThrow(
    '--lambda applies to standard dictionaries',
  )
  await expect(run('--k', '8')).rejects.toThrow('--k applies to topk dictionaries')
  await expect(run('--kind', 'topk', '--k', '8')).rejects.toBeInstanceOf(Called)
})
