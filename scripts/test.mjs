/**
 * `npm test` runs every check on the real thing, in a fresh clone after `npm ci`. Its last line is `N passed, N
 * failed`; a step that fails without a failed test counts as one failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const reports = mkdtempSync(path.join(tmpdir(), 'semascope-test-'))
const bin = (name, ...rest) => path.join(root, 'node_modules', name, ...rest)
const vitest = (project) => {
  const report = path.join(reports, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name: `${project} tests`,
    args: [bin('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters],
    report,
    count: ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests],
    failures: ({ testResults }) =>
      testResults.flatMap(({ name, status, message, assertionResults }) => {
        const failed = assertionResults.filter((test) => test.status === 'failed')
        const tests = failed.map((test) => [test.fullName, test.failureMessages[0]])
        return tests.length > 0 || status === 'passed' ? tests : [[path.relative(root, name), message]]
      }),
  }
}
const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
const e2eReport = path.join(reports, 'e2e.json')

const STEPS = [
  { name: 'Prisma client and compiled code', args: ['scripts/ensure-built.mjs'] },
  { name: 'types of pages', args: [bin('next', 'dist', 'bin', 'next'), 'typegen'] },
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'lint', args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'imports',
    args: [
      bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      '.',
    ],
  },
  { name: 'nothing unused', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
  { name: 'nothing for tests alone', args: [bin('knip', 'bin', 'knip.js'), '--no-progress', '--production'] },
  vitest('unit'),
  vitest('integration'),
  { name: 'pages', args: ['bin/semascope.js', 'build'] },
  {
    name: 'end-to-end tests',
    args: [bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    report: e2eReport,
    count: ({ stats }) => [stats.expected + stats.flaky, stats.unexpected],
    failures: (report) =>
      specs(report)
        .filter(({ ok }) => !ok)
        .map(({ title, tests }) => [title, tests[0]?.results.at(-1)?.error?.message]),
  },
]

let passed = 0
let failed = 0
const summary = []
for (const { name, args, env = {}, report, count, failures } of STEPS) {
  process.stdout.write(`\n── ${name}\n`)
  const start = performance.now()
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  const found = report && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  const [good, bad] = found ? count(found) : [0, 0]
  passed += good
  failed += bad > 0 || status === 0 ? bad : 1
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const tests = report ? `, ${good} passed, ${bad} failed` : ''
  summary.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}${tests} (${seconds} s)`)
  for (const [test, reason = ''] of found ? failures(found) : [])
    summary.push(`         ${test}: ${reason.split('\n').slice(0, 3).join(' ')}`)
}
rmSync(reports, { recursive: true, force: true })
process.stdout.write(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)
