import { text } from 'node:stream/consumers'
import { PasswordSchema } from '@/lib/contract/people'
import { SemascopeError } from '@/lib/errors'

/**
 * Returns a new password: asks for it twice at a terminal, without showing it, or reads all of standard input. Throws
 * `invalid_input` if the two differ or the password is not allowed.
 */
export async function newPassword(): Promise<string> {
  if (!process.stdin.isTTY) return checked((await text(process.stdin)).replace(/\r?\n$/, ''))
  const first = checked(await ask('Password: '))
  if ((await ask('Again: ')) !== first)
    throw new SemascopeError('invalid_input', 'the two passwords are not the same')
  return first
}

function checked(password: string): string {
  const { success, error } = PasswordSchema.safeParse(password)
  if (!success) throw new SemascopeError('invalid_input', `the password ${error.issues[0].message}`)
  return password
}

/** Reads a line from the terminal without echo. */
function ask(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  let typed = ''
  return new Promise((resolve, reject) => {
    const end = () => {
      stdin.off('data', read)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
    const read = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n') {
          end()
          return resolve(typed)
        }
        if (key === '\u0003' || key === '\u0004') {
          end()
          return reject(new SemascopeError('invalid_input', 'no password was given'))
        }
        typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key
      }
    }
    stdin.on('data', read)
  })
}
