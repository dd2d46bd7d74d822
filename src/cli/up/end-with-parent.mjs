// Loaded ahead of each process that `recado up` starts: when the parent is gone, however it ended, this one ends too.
import { setTimeout } from 'node:timers';

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 3_000).unref();
});
process.channel?.unref();
