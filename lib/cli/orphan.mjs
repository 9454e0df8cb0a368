/** Loaded into the steps of `npm start`: ends them when the starter was killed. Only the starter's own child, never its workers. */
if (process.send && process.channel && Number(process.env['STET_STARTER']) === process.ppid) {
  process.once('disconnect', () => process.exit(1));
  process.channel.unref();
}
