import type { Command } from 'commander'
import { type Finding, runCheck } from './doctor/check'
import { checks } from './doctor/checks'

const MARKS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const

/** Adds `doctor` to the command line. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check this installation and say how to repair it')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings: Finding[] = []
      for (const check of checks()) {
        const finding = await runCheck(check)
        findings.push(finding)
        if (!json) process.stdout.write(describe(finding))
      }
      if (json) process.stdout.write(`${JSON.stringify({ findings })}\n`)
      if (findings.some(({ level }) => level === 'fail')) process.exitCode = 1
    })
}

function describe({ level, check, message, mend }: Finding): string {
  const advice = mend === undefined ? '' : `${' '.repeat(5)}→ ${mend}\n`
  return `${MARKS[level]} ${check}: ${message}\n${advice}`
}
