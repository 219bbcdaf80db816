import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keepRunning } from './child.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SLEEP = 'setInterval(() => undefined, 1000);';

function program(source) {
  const dir = mkdtempSync(join(tmpdir(), 'lagebild-child-'));
  const file = join(dir, 'program.mjs');
  writeFileSync(file, source);
  return { dir, file };
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a program that ends is started again, and stays away once it was stopped', async () => {
  const { dir, file } = program(`console.log('up'); setTimeout(() => process.exit(3), 50);`);
  const said = [];
  const child = keepRunning({
    name: 'crash',
    args: [file],
    env: process.env,
    cwd: dir,
    logs: dir,
    say: (line) => said.push(line),
  });
  const log = () => readFileSync(join(dir, 'crash.log'), 'utf8');
  await expect.poll(() => log().split('up').length - 1).toBeGreaterThanOrEqual(2);
  expect(said[0]).toBe('crash ended (code 3); starting it again in 1 s');
  await child.stop();
  expect(alive(child.pid())).toBe(false);
});

test('a program that cannot be started is tried again', async () => {
  const { dir, file } = program(`console.log('up'); ${SLEEP}`);
  const said = [];
  const cwd = join(dir, 'absent');
  const say = (line) => said.push(line);
  const child = keepRunning({ name: 'late', args: [file], env: process.env, cwd, logs: dir, say });
  await expect.poll(() => said[0]).toBe('late could not be started (ENOENT); starting it again in 1 s');
  mkdirSync(cwd);
  await expect.poll(child.tail).toBe('up');
  await child.stop();
  expect(alive(child.pid())).toBe(false);
});

test('a program whose log cannot be written goes on', async () => {
  const { dir, file } = program(`setInterval(() => console.log('up'), 20);`);
  const said = [];
  const say = (line) => said.push(line);
  const logs = join(dir, 'absent');
  const child = keepRunning({ name: 'mute', args: [file], env: process.env, cwd: dir, logs, say });
  await expect.poll(child.tail).toContain('up\nup');
  expect(said).toEqual([`${join(logs, 'mute.log')} cannot be written (ENOENT): what mute says is lost`]);
  expect(child.failures()).toBe(0);
  await child.stop();
});

test('a program that ignores SIGTERM is killed after its grace', async () => {
  const { dir, file } = program(`process.on('SIGTERM', () => undefined); console.log('deaf'); ${SLEEP}`);
  const child = keepRunning({
    name: 'deaf',
    args: [file],
    env: process.env,
    cwd: dir,
    logs: dir,
    say: () => undefined,
    graceMs: 300,
  });
  await expect.poll(child.tail).toBe('deaf');
  await child.stop();
  expect(alive(child.pid())).toBe(false);
});

test('when the starter is killed hard, what it started ends by itself', async () => {
  const inner = program(`console.log('up'); ${SLEEP}`);
  const outer = program(`
    import { keepRunning } from '${HERE}child.mjs';
    const child = keepRunning({ name: 'orphan', args: ['${inner.file}'], env: process.env, cwd: '/', logs: '${inner.dir}', say: () => undefined });
    console.log(child.pid());
    ${SLEEP}
  `);
  const starter = spawn(process.execPath, [outer.file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise((resolve) => starter.stdout.once('data', (text) => resolve(Number(text))));
  // The leash is on before the program runs; a kill before that finds no program to end.
  await expect.poll(() => readFileSync(join(inner.dir, 'orphan.log'), 'utf8')).toContain('up');
  expect(alive(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(() => alive(pid)).toBe(false);
});
