import { spawnSync } from 'node:child_process';

export type Run = { readonly code: number; readonly out: string };

/** Runs a real program and keeps what it prints. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(program, [...args], {
    encoding: 'utf8',
    timeout: 60_000,
    ...(options.cwd && { cwd: options.cwd }),
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/nonexistent', TZ: 'UTC', NODE_ENV: 'test', ...options.env },
  });
  return { code: status ?? -1, out: `${stdout}${stderr}` };
}

/** Whether a program is there; tests over one that is not say that they were not run. */
export function has(program: string): boolean {
  return run('sh', ['-c', `command -v ${program}`]).code === 0;
}
