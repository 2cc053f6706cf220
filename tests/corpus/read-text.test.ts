import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globToRegExp } from '@/lib/corpus/glob'
import { readText } from '@/lib/corpus/read-text'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'read-text-'))
  await mkdir(join(root, 'sub/.hidden'), { recursive: true })
  await writeFile(join(root, 'a.txt'), '\ufeffplain text')
  await writeFile(join(root, 'sub/b.md'), '# Title')
  await writeFile(join(root, 'sub/c.jsonl'), '{"text":"one"}\n\n{"text":"two","id":2}\n')
  await writeFile(join(root, 'sub/program.py'), 'print(1)')
  await writeFile(join(root, 'sub/.hidden/x.txt'), 'hidden')
  await writeFile(join(root, 'picture.png'), Uint8Array.of(0x89, 0x50, 0, 0, 1))
  await writeFile(join(root, 'latin1.txt'), Uint8Array.of(0x66, 0xfc, 0x72))
  await writeFile(join(root, 'empty.txt'), ' \n')
})
afterAll(() => rm(root, { recursive: true }))

describe('readText', () => {
  it('reads a folder and lists the skipped files', async () => {
    const { documents, skipped } = await readText([root])
    expect(documents.map((d) => [d.name, d.kind, d.text])).toEqual([
      ['a.txt', 'text', 'plain text'],
      ['sub/b.md', 'documentation', '# Title'],
      ['sub/c.jsonl:1', 'text', 'one'],
      ['sub/c.jsonl:3', 'text', 'two'],
      ['sub/program.py', 'code', 'print(1)'],
    ])
    expect(skipped.map(({ path, reason }) => [path.slice(root.length + 1), reason])).toEqual([
      ['empty.txt', 'is empty'],
      ['latin1.txt', 'is not valid UTF-8'],
      ['picture.png', 'holds NUL bytes'],
    ])
  })

  it('reads globs and takes a file once', async () => {
    const { documents } = await readText([
      join(root, '**/*.{md,txt}'),
      join(root, 'sub/b.md'),
      join(root, 'sub'),
    ])
    expect(documents.map((d) => d.name)).toEqual([
      'a.txt',
      'sub/b.md',
      'c.jsonl:1',
      'c.jsonl:3',
      'program.py',
    ])
  })

  it('names the culprit when it refuses', async () => {
    await expect(readText([join(root, 'picture.png')])).rejects.toThrow(/picture\.png holds NUL bytes/)
    await expect(readText([join(root, 'nowhere')])).rejects.toThrow(/no file or folder .*nowhere/)
    await expect(readText([join(root, '*.rst')])).rejects.toThrow(/no file matches/)
    await expect(readText([join(root, 'picture.*')])).rejects.toThrow(
      /corpus is empty.*picture\.png holds NUL bytes/,
    )
    await expect(readText([])).rejects.toThrow('the corpus is empty')
    await writeFile(join(root, 'bad.jsonl'), '{"text":"fine"}\n{"txt":"typo"}\n')
    await expect(readText([join(root, 'bad.jsonl')])).rejects.toThrow(/bad\.jsonl, line 2 has no "text"/)
    await writeFile(join(root, 'bad.jsonl'), '{"text":"fine"}\nnot json\n')
    await expect(readText([join(root, 'bad.jsonl')])).rejects.toThrow(/bad\.jsonl, line 2 is not JSON/)
    await rm(join(root, 'bad.jsonl'))
  })
})

describe('globToRegExp', () => {
  it.each([
    ['a/*.md', 'a/b.md', true],
    ['a/*.md', 'a/b/c.md', false],
    ['a/**/*.md', 'a/b.md', true],
    ['a/**/*.md', 'a/b/c.md', true],
    ['./a/?.{md,txt}', 'a/b.txt', true],
    ['a/?.md', 'a/bc.md', false],
    ['a+b/*.c(1)', 'a+b/x.c(1)', true],
    ['*.md', 'xmd', false],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(globToRegExp(pattern).test(path)).toBe(expected)
  })
})
