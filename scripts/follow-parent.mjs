/** Loaded before a program that knows nothing of its parent: ends it when the parent is gone. */
if (process.channel) {
  process.once('disconnect', () => process.exit(0))
  process.channel.unref()
}
