import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of the laboratory. Its last lines are kept to say why it ended. */
export type Program = {
  /** Resolves with the first line of the output for which `pick` has something to say. @throws when the program ends before. */
  line<T>(pick: (line: string) => T | undefined): Promise<T>;
  tail(): string;
  ended(): boolean;
  stop(): Promise<void>;
};

type Options = { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string };

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function collect(child: ChildProcess): { lines: string[]; tail: () => string } {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = (parts.pop() ?? '').slice(-2_000);
      lines.push(...parts);
      if (lines.length > 500) lines.splice(0, lines.length - 500);
    });
  }
  return { lines, tail: () => lines.slice(-8).join('\n') };
}

/** Starts a program that ends with us. */
export function launch(command: string, args: readonly string[], { cwd, env, input }: Options): Program {
  const child = spawn(command, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  const { lines, tail } = collect(child);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  }).then(() => {
    ended = true;
    running.delete(child);
  });
  running.add(child);
  child.stdin.on('error', () => undefined);
  if (input === undefined) child.stdin.end();
  else child.stdin.write(input);
  return {
    tail,
    ended: () => ended,
    line: async (pick) => {
      for (let seen = 0; ; ) {
        while (seen < lines.length) {
          const found = pick(lines[seen++] ?? '');
          if (found !== undefined) return found;
        }
        if (ended) throw new Error(`${command} ended: ${tail()}`);
        await Promise.race([end, sleep(10)]);
      }
    },
    stop: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Waits until something listens. @throws when the program ended, or after 20 s */
export async function listening(port: number, program: Program): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(15)) {
    if (program.ended()) throw new Error(program.tail());
    if (await answers(port)) return;
  }
  throw new Error(`nothing listens on ${port}: ${program.tail()}`);
}
