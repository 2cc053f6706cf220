/**
 * Loaded before a program that knows nothing of its parent, as `--import ./scripts/follow-parent.mjs?parent=<pid>`:
 * ends it when the parent is gone. The program's own children inherit the option and are left alone.
 */
const parent = Number(new URL(import.meta.url).searchParams.get('parent'))
if (process.channel && process.ppid === parent) {
  process.once('disconnect', () => process.exit(0))
  process.channel.unref()
}
