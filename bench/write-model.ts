/**
 * `npm run bench:model -- --to <folder>` writes a model of GPT-2 small's size with random weights and a dictionary
 * (synthetic/gpt2-small.ts), which `semascope import <folder>` reads. Every size can be given.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { GPT2_SMALL, writeSyntheticModel } from './synthetic/gpt2-small'

const number = (value: number) => ({ type: 'string', default: String(value) }) as const
const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    layers: number(GPT2_SMALL.layers),
    heads: number(GPT2_SMALL.heads),
    'd-model': number(GPT2_SMALL.dModel),
    vocabulary: number(GPT2_SMALL.vocabulary),
    'n-ctx': number(GPT2_SMALL.nCtx),
    features: number(GPT2_SMALL.features),
    context: number(GPT2_SMALL.context),
    l0: number(GPT2_SMALL.l0),
  },
})
if (values.to === undefined) throw new Error('--to names the folder to write')
await writeSyntheticModel({
  dir: path.resolve(values.to),
  layers: Number(values.layers),
  heads: Number(values.heads),
  dModel: Number(values['d-model']),
  vocabulary: Number(values.vocabulary),
  nCtx: Number(values['n-ctx']),
  features: Number(values.features),
  context: Number(values.context),
  l0: Number(values.l0),
})
