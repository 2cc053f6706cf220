import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { availableProcessors, processorQuota } from '@/lib/config/processors'

const roots: string[] = []

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true })
})

/** Writes files below a folder that stands for `/`. */
function machine(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'semascope-cgroup-'))
  roots.push(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), content)
  }
  return root
}

const V1_LINES = '12:pids:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n'

it.each<[string, Readonly<Record<string, string>>, number | null]>([
  ['no control groups', {}, null],
  [
    'version 2 in a namespace',
    { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '150000 100000\n' },
    1.5,
  ],
  [
    'version 2 without a limit',
    { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': 'max 100000\n' },
    null,
  ],
  [
    'version 2, where a group around it is tighter',
    {
      'proc/self/cgroup': '0::/pod/one:a\n',
      'sys/fs/cgroup/pod/one:a/cpu.max': '400000 100000\n',
      'sys/fs/cgroup/pod/cpu.max': '200000 100000\n',
    },
    2,
  ],
  [
    'version 2 by the name on the host, which the container does not see',
    { 'proc/self/cgroup': '0::/docker/abc\n', 'sys/fs/cgroup/cpu.max': '50000 100000\n' },
    0.5,
  ],
  [
    'version 1',
    {
      'proc/self/cgroup': V1_LINES,
      'sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us': '300000\n',
      'sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us': '100000\n',
    },
    3,
  ],
  [
    'version 1 under the short name, the group mounted as the root',
    {
      'proc/self/cgroup': V1_LINES,
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '25000\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '50000\n',
    },
    0.5,
  ],
  [
    'version 1 without a limit',
    {
      'proc/self/cgroup': V1_LINES,
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    },
    null,
  ],
  ['a damaged file', { 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '\n' }, null],
])('reads the quota of processor time: %s', (_, files, expected) => {
  expect(processorQuota(machine(files))).toBe(expected)
})

it('uses at least one processor and at most those of the machine', () => {
  expect(availableProcessors()).toBeGreaterThanOrEqual(1)
  expect(availableProcessors()).toBeLessThanOrEqual(availableParallelism())
})
