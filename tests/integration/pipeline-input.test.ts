import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT, withDatabase } from '../support/database'
import { tinyText, writeTinyBundle } from '../support/tiny-bundle'

const db = withDatabase()
let dir = ''

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'semascope-input-'))
  writeTinyBundle(dir, { name: 'good' })
  writeFileSync(path.join(dir, 'text.txt'), tinyText(1))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const WEIGHTS = 'model.safetensors'
const CFG = 'dictionaries/d1/cfg.json'

function editJson(file: string, change: (json: Record<string, unknown>) => void): void {
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  change(json)
  writeFileSync(file, JSON.stringify(json))
}

function metadata(json: Record<string, unknown>): Record<string, unknown> {
  return json.metadata as Record<string, unknown>
}

interface Case {
  readonly name: string
  /** Spoils a copy of a good bundle; may answer with another text than the good one. */
  readonly spoil: (model: string) => string | undefined
  readonly says: RegExp
}

const quietly = (action: () => void) => {
  action()
  return undefined
}

const CASES: readonly Case[] = [
  {
    name: 'truncated safetensors',
    spoil: (model) => quietly(() => truncateSync(path.join(model, WEIGHTS), 5000)),
    says: /invalid_input: .*model\.safetensors/,
  },
  {
    name: 'wrong shapes',
    spoil: (model) => quietly(() => editJson(path.join(model, 'config.json'), (json) => (json.n_inner = 44))),
    says: /invalid_input: .*(mlp|c_fc).*44/,
  },
  {
    name: 'NaN weights',
    spoil: (model) =>
      quietly(() => {
        const file = path.join(model, WEIGHTS)
        const bytes = readFileSync(file)
        bytes.writeFloatLE(Number.NaN, bytes.length - 4)
        writeFileSync(file, bytes)
      }),
    says: /invalid_input: .*NaN/,
  },
  {
    name: 'a tokenizer that does not match the embedding',
    spoil: (model) =>
      quietly(() =>
        editJson(path.join(model, 'tokenizer.json'), (json) => {
          const added = json.added_tokens as { id: number; content: string }[]
          added.push({ ...added[0], id: added[0].id + 1, content: '<|more|>' })
        }),
      ),
    says: /: .*(tokenizer|vocab)/i,
  },
  {
    name: 'an SAE of another d_in',
    spoil: (model) =>
      quietly(() => {
        const { dictionary } = writeTinyBundle(path.join(dir, 'other'), { name: 'other', dMlp: 48 })
        cpSync(dictionary, path.join(model, 'dictionaries/d1'), { recursive: true })
      }),
    says: /: .*(48.*40|40.*48)/,
  },
  {
    name: 'an unknown hook',
    spoil: (model) =>
      quietly(() =>
        editJson(path.join(model, CFG), (json) => (metadata(json).hook_name = 'blocks.0.hook_nowhere')),
      ),
    says: /: .*blocks\.0\.hook_nowhere/,
  },
  {
    name: 'an architecture not supported yet',
    spoil: (model) => quietly(() => editJson(path.join(model, CFG), (json) => (json.architecture = 'gated'))),
    says: /unsupported: .*gated/,
  },
  {
    name: 'a normalisation not supported yet',
    spoil: (model) =>
      quietly(() => editJson(path.join(model, CFG), (json) => (json.normalize_activations = 'layer_norm'))),
    says: /unsupported: .*layer_norm/,
  },
  {
    name: 'an empty corpus',
    spoil: (model) => {
      writeFileSync(path.join(model, 'empty.txt'), ' \n')
      return path.join(model, 'empty.txt')
    },
    says: /invalid_input: the corpus is empty/,
  },
  {
    name: 'a binary file',
    spoil: (model) => path.join(model, WEIGHTS),
    says: /invalid_input: .*is not a text file/,
  },
]

/** Rows of every table. */
async function counts(): Promise<Record<string, number>> {
  const tables = ['model', 'token', 'dictionary', 'feature', 'corpus', 'sequence', 'run', 'analysis', 'label']
  const all = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await db.current.pool.query<{ n: number }>(
        `SELECT count(*)::integer AS n FROM ${table}`,
      )
      return [table, rows[0].n] as const
    }),
  )
  return Object.fromEntries(all)
}

function importing(model: string, text: string) {
  const args = ['dist/cli.js', 'import', model, '--text', text, '--max-tokens', '2000', '--json']
  return spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: db.current.url, DATA_DIR: path.join(dir, 'data') },
  })
}

it.each(CASES)('refuses $name and changes nothing', async ({ name, spoil, says }) => {
  const model = path.join(dir, name.replaceAll(' ', '-').toLowerCase())
  cpSync(path.join(dir, 'good'), model, { recursive: true })
  const text = spoil(model) ?? path.join(dir, 'text.txt')
  const before = await counts()
  const { status, stderr } = importing(model, text)
  expect(stderr).toMatch(says)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(status).toBe(1)
  expect(await counts()).toEqual(before)
})

it('accepts the bundle that is not damaged', async () => {
  const { status, stdout, stderr } = importing(path.join(dir, 'good'), path.join(dir, 'text.txt'))
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toMatch(/"runs":\[1\]/)
})
