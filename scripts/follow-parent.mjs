/**
 * Ends a program when its parent is gone, for programs that do not know their parent. It is loaded before the program
 * as `--import ./scripts/follow-parent.mjs?parent=<pid>`. The program's own children inherit the option and are left
 * alone.
 */
const parent = Number(new URL(import.meta.url).searchParams.get('parent'))
if (process.channel && process.ppid === parent) {
  process.once('disconnect', () => process.exit(0))
  process.channel.unref()
}
