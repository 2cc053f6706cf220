import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstClosedFolder } from '@/lib/db/embedded/account'

let dir: string
beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'semascope-account-')))
  chmodSync(dir, 0o755)
  mkdirSync(path.join(dir, 'a', 'b'), { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const stranger = { name: 'stranger', uid: 54321, gid: 54321 }

describe.skipIf(process.platform === 'win32')('firstClosedFolder', () => {
  it('is undefined when every folder on the way may be entered', () => {
    expect(firstClosedFolder(path.join(dir, 'a', 'b'), stranger)).toBeUndefined()
    expect(firstClosedFolder(path.join(dir, 'a', 'not-yet'), stranger)).toBeUndefined()
  })

  it('names the outermost folder that is closed to the account, and none to its owner', () => {
    chmodSync(path.join(dir, 'a'), 0o700)
    expect(firstClosedFolder(path.join(dir, 'a', 'b'), stranger)).toBe(path.join(dir, 'a'))
    const owner = { name: 'me', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    expect(firstClosedFolder(path.join(dir, 'a', 'b'), owner)).toBeUndefined()
  })
})
