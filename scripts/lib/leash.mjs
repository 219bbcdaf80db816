// Preloaded into web, worker and demo provider: when the start script is gone, however it went, they end too.
process.channel?.unref();
process.on('disconnect', () => {
  setTimeout(() => process.exit(1), 8_000).unref();
  process.kill(process.pid, 'SIGTERM');
});
