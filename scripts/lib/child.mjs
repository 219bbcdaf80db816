import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { logFile } from './log-file.mjs';

const LEASH = fileURLToPath(new URL('leash.mjs', import.meta.url));
const STEADY_MS = 60_000;

/** How long to wait before the next start: 1, 2, 4 … 30 s. `failures` counts crashes without a steady minute between. */
export function backoff(failures) {
  return Math.min(1_000 * 2 ** (failures - 1), 30_000);
}

function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

/**
 * Keeps a Node program of ours running in a process group of its own, its output in `<logs>/<name>.log`.
 * `stop()` ends it: SIGTERM, after `graceMs` SIGKILL to the whole group.
 * @param {{ name: string, args: string[], env: Record<string, string>, cwd: string, logs: string, say: (line: string) => void, graceMs?: number }} options
 */
export function keepRunning({ name, args, env, cwd, logs, say, graceMs = 10_000 }) {
  const log = logFile({ folder: logs, name, say });
  let child;
  let stopping = false;
  let failures = 0;
  let timer;
  let tail = '';
  let ended = Promise.resolve();

  const start = () => {
    const startedAt = Date.now();
    tail = '';
    let running;
    try {
      running = spawn(process.execPath, ['--import', LEASH, ...args], {
        cwd,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
    } catch (error) {
      // Some errors are thrown (ENOMEM), others emitted (ENOENT, EAGAIN).
      notStarted(error, startedAt);
      return;
    }
    child = running;
    child.channel?.unref();
    // Without file descriptors left there are no pipes either.
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        tail = `${tail}${chunk}`.slice(-2_000);
        log.write(chunk);
      });
    }
    ended = new Promise((resolve) => running.once('close', resolve));
    running.once('exit', (code, signal) => {
      killGroup(running, 'SIGKILL');
      again(`ended (${signal ?? `code ${code}`})`, startedAt);
    });
    running.on('error', (error) => {
      // With a process id it is about a message or a signal: `exit` still comes.
      if (running.pid === undefined) notStarted(error, startedAt);
    });
  };

  const notStarted = (error, startedAt) => again(`could not be started (${error.code ?? error.message})`, startedAt);

  const again = (what, startedAt) => {
    if (stopping) return;
    failures = Date.now() - startedAt > STEADY_MS ? 1 : failures + 1;
    const wait = backoff(failures);
    say(`${name} ${what}; starting it again in ${wait / 1000} s`);
    timer = setTimeout(start, wait);
  };

  start();
  return {
    name,
    tail: () => tail.trim(),
    failures: () => failures,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      killGroup(child, 'SIGTERM');
      const hard = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
      if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(hard);
      log.end();
    },
  };
}
