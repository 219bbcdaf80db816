import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandOf, dropStaleLock, reachable } from './postgres-files.mjs';

function folderWithLock(pid) {
  const dir = mkdtempSync(join(tmpdir(), 'lagebild-lock-'));
  writeFileSync(join(dir, 'postmaster.pid'), `${pid}\n${dir}\n`);
  return dir;
}

test('the lock of a process that is gone is removed', () => {
  const dir = folderWithLock(999_999_999);
  expect(dropStaleLock(dir)).toBeNull();
  expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false);
});

test('a number that belongs to another program by now is no lock', () => {
  const dir = folderWithLock(process.pid);
  expect(commandOf(process.pid)).not.toBe('');
  expect(dropStaleLock(dir)).toBeNull();
});

test('no lock, nothing to do', () => {
  expect(dropStaleLock(mkdtempSync(join(tmpdir(), 'lagebild-lock-')))).toBeNull();
});

test.runIf(process.getuid?.() === 0)(
  'a folder below one that only root may enter is out of reach for PostgreSQL',
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'lagebild-reach-'));
    expect(reachable(join(dir, 'data'))).toBe(false);
    chmodSync(dir, 0o711);
    expect(reachable(join(dir, 'data'))).toBe(true);
  },
);
