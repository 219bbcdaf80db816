import { expect, test } from 'vitest';
import { contentHash } from '@/lib/imports/apply/row';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

const FINDING: ParsedFinding = {
  kind: 'dependency',
  title: 'a title',
  severity: 2,
  severityReported: 'MEDIUM',
  ruleId: 'CVE-2026-1',
  ids: ['CVE-2026-1', 'DSA-1-1'],
  cwe: [79, 80],
  cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', score: 5, source: 'nvd' }],
  location: { packageName: 'lib', packageVersion: '1', image: 'shop:1', layer: 'sha256:1' },
  description: 'what',
  fix: 'how',
  references: ['https://example.org/1'],
  tags: ['one'],
  identity: ['pkg:deb/lib', 'CVE-2026-1'],
};
const digest = (more: Partial<ParsedFinding> = {}) => contentHash({ ...FINDING, ...more }).toString('hex');

test.each<Partial<ParsedFinding>>([
  { tags: ['two'] },
  { identity: ['another'] },
  { location: { ...FINDING.location, image: 'shop:2', layer: 'sha256:2' } },
  { scannerId: undefined },
])('content is the same with %j', (more) => {
  expect(digest(more)).toBe(digest());
});

test('all else that is taken from a record counts, and no two places of it are taken for one another', () => {
  const others: Partial<ParsedFinding>[] = [
    { kind: 'code' },
    { title: 'b title' },
    { severity: 3 },
    { severityReported: 'HIGH' },
    { ruleId: 'CVE-2026-2' },
    { scannerId: '' },
    { scannerId: '1' },
    { fixVersion: '' },
    { fixVersion: '1' },
    { ids: ['CVE-2026-1'] },
    { ids: ['DSA-1-1', 'CVE-2026-1'] },
    { cwe: [7980] },
    { cwe: [] },
    { cvss: [] },
    { cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', score: null, source: 'nvd' }] },
    { cvss: [{ version: '3.0', vector: 'CVSS:3.1/AV:N', score: 5, source: 'nvd' }] },
    { epss: 0 },
    { epss: 0.5 },
    { knownExploited: false },
    { knownExploited: true },
    { fixAvailable: false },
    { fixAvailable: true },
    { location: { packageName: 'lib', image: 'shop:1' } },
    { location: { packageName: 'lib', packageVersion: '1', path: 'a' } },
    { description: 'whathow', fix: '' },
    { description: '', fix: 'whathow' },
    { references: [] },
    { references: ['https://example.org/1', ''] },
    { raw: '' },
    { raw: 'x' },
  ];
  expect(new Set([{}, ...others].map(digest)).size).toBe(others.length + 1);
});
