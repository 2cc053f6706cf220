/** `npm run bench`: figures as ratios to a baseline of the same run, on this machine. */
import os from 'node:os'
import { benchHarvest } from './harvest'

const tokens = Number(process.argv[2] ?? 2_000_000)
const machine = { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version }
const harvest = await benchHarvest(tokens)
process.stdout.write(`${JSON.stringify({ machine, harvest }, null, 2)}\n`)
