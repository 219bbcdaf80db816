import { expect, it } from 'vitest';
import { pathOf } from '@/lib/incidents/file/manifest';

it.each([
  ['disk.img', 'files/E-3 disk.img'],
  ['..', 'files/E-3'],
  ['../../etc/passwd', 'files/E-3 _.._etc_passwd'],
  ['C:\\Users\\a.txt', 'files/E-3 C__Users_a.txt'],
  ['a\nb \u202Egnp.exe', 'files/E-3 a_b _gnp.exe'],
  ['  .bashrc. ', 'files/E-3 bashrc'],
  ['CON', 'files/E-3 CON'],
  ['Übersicht.pdf', 'files/E-3 Übersicht.pdf'],
])('%j is called %j', (name, path) => {
  expect(pathOf({ number: 3, name })).toBe(path);
});

it('a long name keeps its ending and fits into 255 bytes', () => {
  const path = pathOf({ number: 123, name: `${'漢'.repeat(196)}.img` });
  expect(path.endsWith('.img')).toBe(true);
  expect(new TextEncoder().encode(path.slice('files/'.length)).length).toBeLessThanOrEqual(255);
});
