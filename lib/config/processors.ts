/**
 * The processors that this process may use. Node's `availableParallelism` knows the affinity mask but not the quota of
 * processor time that a container gets (docker --cpus, Kubernetes limits); threads beyond the quota only wait for each
 * other. Sources: https://docs.kernel.org/admin-guide/cgroup-v2.html, https://docs.kernel.org/scheduler/sched-bwc.html.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'

/** Returns how many threads can compute at once: the cores of the affinity mask, or the quota rounded up if it is less. */
export function availableProcessors(): number {
  return Math.min(availableParallelism(), Math.ceil(processorQuota() ?? Number.POSITIVE_INFINITY))
}

/**
 * Returns the processors' worth of time that this process's control groups allow, or null without a limit. The tightest
 * limit of a group and the groups around it counts. `root` is the folder that stands for `/`.
 */
export function processorQuota(root = '/'): number | null {
  const quotas = groups(root).flatMap(({ mount, group, quota }) =>
    withParents(group).flatMap((folder) => quota(path.join(root, mount, folder)) ?? []),
  )
  return quotas.length === 0 ? null : Math.min(...quotas)
}

interface Group {
  /** Where the hierarchy is mounted, and the group's folder in it. */
  readonly mount: string
  readonly group: string
  readonly quota: (folder: string) => number | null
}

/** Returns the groups of this process that can limit its time: lines of `id:controllers:folder`. */
function groups(root: string): Group[] {
  const lines = read(path.join(root, 'proc/self/cgroup'))?.split('\n') ?? []
  return lines.flatMap((line): Group[] => {
    const [, controllers, ...rest] = line.split(':')
    const group = rest.join(':')
    if (controllers === '') return [{ mount: 'sys/fs/cgroup', group, quota: quotaOfV2 }]
    if (!controllers?.split(',').includes('cpu')) return []
    return ['cpu', controllers].map((name) => ({ mount: `sys/fs/cgroup/${name}`, group, quota: quotaOfV1 }))
  })
}

/** Returns a folder and those around it, up to the mount; inside a container a group's own folder may not be there. */
function withParents(folder: string): string[] {
  const parent = path.posix.dirname(folder)
  return parent === folder ? [folder] : [folder, ...withParents(parent)]
}

/** `cpu.max` holds "max 100000" or microseconds of time in each period. */
function quotaOfV2(folder: string): number | null {
  const [quota, period] = read(path.join(folder, 'cpu.max'))?.trim().split(' ') ?? []
  return share(quota, period)
}

/** `cpu.cfs_quota_us` is −1 without a limit. */
function quotaOfV1(folder: string): number | null {
  return share(read(path.join(folder, 'cpu.cfs_quota_us')), read(path.join(folder, 'cpu.cfs_period_us')))
}

function share(quota: string | undefined, period: string | undefined): number | null {
  const processors = Number(quota) / Number(period)
  return processors > 0 && Number.isFinite(processors) ? processors : null
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
