import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { clusterFolder, commandOf, dropStaleLock, reachable, runningPort } from './postgres-files.mjs';

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

test.each([0o755, 0o700])('a running server is found, also where its user may not enter the folder (%o)', (mode) => {
  const data = join(mkdtempSync(join(tmpdir(), 'lagebild-running-')), 'data');
  chmodSync(dirname(data), mode);
  expect(runningPort(data)).toBeNull();
  const cluster = clusterFolder(data);
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, 'postmaster.pid'), `1\n${cluster}\n0\n54321\n`);
  expect(runningPort(data)).toBe('54321');
  rmSync(dirname(cluster), { recursive: true });
});
