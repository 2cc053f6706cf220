import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '@/lib/db/database'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded'
import { runningPostmaster } from '@/lib/db/embedded/postmaster'
import { type Child, startChild } from '../support/child'
import { ROOT } from '../support/database'

let dataDir: string
const servers: EmbeddedPostgres[] = []
const children: Child[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'semascope-embedded-'))
  chmodSync(dataDir, 0o755)
})
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
  const running = runningPostmaster(path.join(dataDir, 'cluster'))
  if (running) process.kill(running.pid, 'SIGQUIT')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

async function start(port = 0): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port, root: ROOT })
  servers.push(server)
  return server
}

async function child(): Promise<Child> {
  const started = await startChild('embedded-child', [dataDir, ROOT])
  children.push(started)
  return started
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const cluster = () => path.join(dataDir, 'cluster')

function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()
}

describe('embedded Postgres', () => {
  it('keeps data, port and password over restarts, and listens on the loopback alone', async () => {
    const first = await start()
    expect(first.alreadyRunning).toBe(false)
    await query(first.url, `CREATE TABLE kept AS SELECT 'größe'::text AS t`)
    const settings = await query(
      first.url,
      `SELECT name, setting FROM pg_settings WHERE name IN
         ('listen_addresses', 'unix_socket_directories', 'server_encoding', 'synchronous_commit') ORDER BY 1`,
    )
    expect(Object.fromEntries(settings as [string, string][])).toEqual({
      ...{ listen_addresses: '127.0.0.1', unix_socket_directories: '' },
      ...{ server_encoding: 'UTF8', synchronous_commit: 'on' },
    })
    expect(await query(first.url, `SELECT upper('größe'), 'Z' < 'a'`)).toEqual([['GRÖßE', true]])
    expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    await expect(query(first.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      /password/,
    )
    await first.stop()
    await first.stop()
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'SELECT t FROM kept')).toEqual([['größe']])
  })

  it('is shared by later processes, and stops with the one that started it', async () => {
    const owner = await child()
    const url = (await owner.line(/^started /)).slice('started '.length)
    const guest = await child()
    expect(await guest.line(/^joined /)).toBe(`joined ${url}`)
    await guest.kill('SIGTERM')
    expect(await query(url, 'SELECT 1')).toEqual([[1]])
    await owner.kill('SIGTERM')
    await expect(query(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  })

  it('is started once by processes that come at the same moment', async () => {
    const three = await Promise.all([child(), child(), child()])
    const lines = await Promise.all(three.map((each) => each.line(/^(started|joined|failed) /)))
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['joined', 'joined', 'started'])
    expect(new Set(lines.map((line) => line.split(' ')[1])).size).toBe(1)
  })

  it('stops when its owner exits without stopping it', async () => {
    const owner = await child()
    const url = (await owner.line(/^started /)).slice('started '.length)
    await owner.kill('SIGUSR2')
    await expect(query(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  })

  it('is taken over from an owner killed with -9', async () => {
    const owner = await child()
    const url = (await owner.line(/^started /)).slice('started '.length)
    await owner.kill('SIGKILL')
    const heir = await start()
    expect([heir.alreadyRunning, heir.url]).toEqual([true, url])
    await heir.stop()
    await expect(query(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  })

  it('recovers committed data after the server itself is killed with -9', async () => {
    const first = await start()
    await query(first.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS i')
    const killed = runningPostmaster(cluster())
    process.kill(killed?.pid ?? 0, 'SIGKILL')
    await sleep(100)
    expect(existsSync(path.join(cluster(), 'postmaster.pid'))).toBe(true)
    const second = await start()
    expect(second.alreadyRunning).toBe(false)
    expect(await query(second.url, 'SELECT count(*)::int FROM kept')).toEqual([[1000]])
  })

  it('starts over a postmaster.pid whose number now belongs to another program', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(
      path.join(cluster(), 'postmaster.pid'),
      `${process.pid}\n${cluster()}\n0\n1\n\n127.0.0.1\n\nready\n`,
    )
    expect((await start()).alreadyRunning).toBe(false)
  })

  it('refuses a busy port, naming it, and moves away from a remembered one that is taken', async () => {
    const first = await start()
    await first.stop()
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve))
    try {
      await expect(start(first.port)).rejects.toThrow(new RegExp(`port ${first.port} is in use`))
      const second = await start()
      expect(second.port).not.toBe(first.port)
    } finally {
      squatter.close()
    }
  })

  it.each([
    ['a file', () => writeFileSync(cluster(), 'x'), /is not a folder/],
    [
      'a foreign folder',
      () => {
        mkdirSync(cluster())
        writeFileSync(path.join(cluster(), 'thesis.doc'), 'x')
      },
      /not a Postgres data directory/,
    ],
    [
      'another major version',
      () => {
        mkdirSync(cluster())
        writeFileSync(path.join(cluster(), 'PG_VERSION'), '15\n')
      },
      /of Postgres 15, but this installation runs Postgres 18/,
    ],
    [
      'a damaged directory',
      () => {
        mkdirSync(cluster())
        writeFileSync(path.join(cluster(), 'PG_VERSION'), '18\n')
      },
      /damaged Postgres data directory \(no global\/pg_control\)/,
    ],
  ])('refuses %s in its place, touching nothing', async (_, make, message) => {
    make()
    const before = snapshot(dataDir)
    await expect(start()).rejects.toThrow(message)
    await expect(start()).rejects.toThrow(/Nothing was changed/)
    expect(snapshot(dataDir)).toEqual(before)
  })

  it('names the log if the server cannot start on the existing files', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(path.join(cluster(), 'global', 'pg_control'), Buffer.alloc(8192, 7))
    await expect(start()).rejects.toThrow(/did not start .*\n?.*(control|log)/i)
    expect(readFileSync(path.join(dataDir, 'server.log'), 'utf8')).toMatch(/FATAL|PANIC|control file/)
  })

  it('refuses a database whose password is lost', async () => {
    const first = await start()
    await first.stop()
    rmSync(path.join(dataDir, 'password'))
    await expect(start()).rejects.toThrow(/password is missing/)
  })

  it.runIf(process.getuid?.() === 0)('works for root in a folder closed to everybody else', async () => {
    chmodSync(dataDir, 0o700)
    const first = await start()
    expect(await query(first.url, 'SELECT 1')).toEqual([[1]])
    const location = readFileSync(path.join(dataDir, 'location'), 'utf8').trim()
    await query(first.url, 'CREATE TABLE kept ()')
    await first.stop()
    const second = await start()
    expect(await query(second.url, `SELECT to_regclass('kept')::text`)).toEqual([['kept']])
    await second.stop()
    rmSync(location, { recursive: true })
    await expect(start()).rejects.toThrow(/which is gone/)
  })
})

describe('openDatabase', () => {
  it('names a server it cannot reach, without the password', async () => {
    const opening = openDatabase({
      ...{ databaseUrl: 'postgres://me:secret@127.0.0.1:1/x', dataDir, embeddedPostgresPort: 0, root: ROOT },
    })
    await expect(opening).rejects.toThrow(
      /cannot reach the database postgres:\/\/me:\*\*\*@127\.0\.0\.1:1\/x/,
    )
  })

  it('migrates on the first start, is quick on the second, and reads what Prisma wrote', async () => {
    const settings = { databaseUrl: undefined, dataDir, embeddedPostgresPort: 0, root: ROOT }
    const [one, two] = await Promise.all([openDatabase(settings), openDatabase(settings)])
    const model = { slug: 'm', spec: {}, weightsHash: 'w', tokenizerHash: 't' }
    await one.prisma.model.create({ data: model })
    expect((await two.pool.query('SELECT slug FROM model')).rows).toEqual([{ slug: 'm' }])
    await two.close()
    expect(await one.prisma.model.count()).toBe(1)
    await one.close()
    await one.close()
  })
})
