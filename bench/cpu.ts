import { readdirSync, readFileSync } from 'node:fs';
import { unsafeDb } from '@/lib/core/db';

/** Seconds of processor time: of this thread, of all else in this process (threads that read, compile, collect), of PostgreSQL. */
export type Cpu = { readonly main: number; readonly threads: number; readonly postgres: number | null };

/** Linux counts a process's time in hundredths of a second (proc_pid_stat(5), USER_HZ). */
const TICKS = 100;

/** Fields of /proc/<pid>/stat after the command's name, which may hold blanks; null where the process has ended. */
function statOf(pid: string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** The process of which the server's processes are children; null where /proc does not show it. */
async function postmaster(): Promise<string | null> {
  const [backend] = await unsafeDb().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return (backend && statOf(String(backend.pid))?.[1]) ?? null;
}

/** utime and stime, also of children that have ended. */
function serverSeconds(server: string): number {
  const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const times = own.flatMap((pid) => {
    const stat = statOf(pid);
    if (!stat || (pid !== server && stat[1] !== server)) return [];
    const ended = pid === server ? [stat[13], stat[14]] : [];
    return [stat[11], stat[12], ...ended].map(Number);
  });
  return times.reduce((sum, ticks) => sum + ticks, 0) / TICKS;
}

async function cpuNow(): Promise<Cpu> {
  const server = await postmaster();
  const thread = process.threadCpuUsage();
  const whole = process.cpuUsage();
  const main = (thread.user + thread.system) / 1e6;
  return {
    main,
    threads: (whole.user + whole.system) / 1e6 - main,
    postgres: server === null ? null : serverSeconds(server),
  };
}

/** Starts to count; the returned function says what was used since. PostgreSQL's share is known on Linux, on this machine. */
export async function countCpu(): Promise<() => Promise<Cpu>> {
  const before = await cpuNow();
  return async () => {
    const after = await cpuNow();
    return {
      main: after.main - before.main,
      threads: after.threads - before.threads,
      postgres: after.postgres === null || before.postgres === null ? null : after.postgres - before.postgres,
    };
  };
}

/** `CPU 0.40 main + 1.02 threads + 0.98 PostgreSQL = 2.40 s` */
export function cpuText({ main, threads, postgres }: Cpu): string {
  const parts = `CPU ${main.toFixed(2)} main + ${threads.toFixed(2)} threads`;
  if (postgres === null) return `${parts} s`;
  return `${parts} + ${postgres.toFixed(2)} PostgreSQL = ${(main + threads + postgres).toFixed(2)} s`;
}
