import { describe, expect, it } from 'vitest';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';

describe('publicIds', () => {
  it('finds each id once, spelt as its scheme does', () => {
    const text =
      'See cve-2021-44228 and ghsa-JFH8-c2jp-5v3q (CVE-2021-44228), RHSA-2021:5093, GO-2023-1234, USN-5192-1.';
    expect(publicIds(text)).toEqual([
      'CVE-2021-44228',
      'GHSA-jfh8-c2jp-5v3q',
      'RHSA-2021:5093',
      'GO-2023-1234',
      'USN-5192-1',
    ]);
  });

  it('does not take prose for ids', () => {
    expect(publicIds('the go-getter of CVE-21 and a USN-form')).toEqual([]);
  });
});

describe('identifyingId', () => {
  it.each([
    ['CVE-2020-1', [], 'CVE-2020-1'],
    ['GHSA-aaaa-bbbb-cccc', ['CVE-2020-0001', 'cve-2020-0001'], 'CVE-2020-0001'],
    ['GHSA-aaaa-bbbb-cccc', ['CVE-2020-0001', 'CVE-2020-0002'], 'GHSA-aaaa-bbbb-cccc'],
    ['prototype-pollution', [], 'prototype-pollution'],
  ])('%s with %j is %s', (own, aliases, expected) => expect(identifyingId(own, aliases)).toBe(expected));
});

it.each([
  [79, [79]],
  ['79', [79]],
  ['CWE-79: XSS', [79]],
  [
    ['CWE-89', 'cwe_79', 89],
    [89, 79],
  ],
  ['CWE-79, CWE-80', [79, 80]],
  [-1, []],
  ['0', []],
  ['v1.2', []],
  [undefined, []],
])('cweNumbers(%j) is %j', (value, expected) => expect(cweNumbers(value)).toEqual(expected));

it('looks through lists that are longer than a call can have arguments', () => {
  const long = [...Array.from({ length: 150_000 }, () => 'a'), 'CVE-2030-1234'];
  expect(publicIds('GHSA-aaaa-bbbb-cccc', long)).toEqual(['GHSA-aaaa-bbbb-cccc', 'CVE-2030-1234']);
  expect(identifyingId('a', long)).toBe('CVE-2030-1234');
});
