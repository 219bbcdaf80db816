import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFile } from './log-file.mjs';

const place = () => mkdtempSync(join(tmpdir(), 'lagebild-log-'));

test('one log before is kept, from the last start and above the size', () => {
  const folder = place();
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, 'web.log'), 'yesterday');
  const log = logFile({ folder, name: 'web', say: () => undefined, maxBytes: 5 });
  log.write(Buffer.from('one'));
  expect([read('web.log'), read('web.1.log')]).toEqual(['one', 'yesterday']);
  expect(statSync(join(folder, 'web.log')).mode & 0o777).toBe(0o600);
  log.write(Buffer.from('two'));
  log.write(Buffer.from('three'));
  log.end();
  log.write(Buffer.from('late'));
  expect([read('web.log'), read('web.1.log')]).toEqual(['three', 'onetwo']);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a log that cannot be written is told once, and again after it worked', () => {
  const said = [];
  const folder = join(place(), 'logs');
  const log = logFile({ folder, name: 'web', say: (line) => said.push(line), maxBytes: 1 });
  log.write(Buffer.from('lost'));
  log.write(Buffer.from('lost too'));
  expect(said).toEqual([`${join(folder, 'web.log')} cannot be written (ENOENT): what web says is lost`]);
  mkdirSync(folder);
  log.write(Buffer.from('kept'));
  expect(readFileSync(join(folder, 'web.log'), 'utf8')).toBe('kept');
  expect(said).toHaveLength(1);
  log.end();
});
