// Holds one program that must not outlive its starter: when standard input closes (the starter ended, however it
// ended), the program is told to stop, and killed when it does not. Usage: keeper.mjs UID GID SIGNAL COMMAND ARGS…
import { spawn } from 'node:child_process';

const [uid, gid, signal, command, ...args] = process.argv.slice(2);
const identity = uid === '-' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...identity });
let stopping = false;

function stop() {
  if (stopping) return;
  stopping = true;
  child.kill(signal);
  setTimeout(() => child.kill('SIGQUIT'), 20_000).unref();
  setTimeout(() => child.kill('SIGKILL'), 25_000).unref();
}

process.stdin.on('end', stop).on('error', stop).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
process.on('SIGPIPE', () => undefined);
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
