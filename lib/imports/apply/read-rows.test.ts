import { expect, test } from 'vitest';
import { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { readRows } from '@/lib/imports/apply/read-rows';
import type { ReportRow } from '@/lib/imports/apply/row';
import type { ParsedFinding } from '@/lib/imports/parsers/types';
import type { OpenReport, ReadItem } from '@/lib/imports/reading/report';

function finding(n: number): ParsedFinding {
  const nothing = { ids: [], cwe: [], cvss: [], references: [], tags: [], description: '', fix: '' };
  const rule = { severity: 3, severityReported: 'HIGH', ruleId: 'rule' } as const;
  return { ...nothing, ...rule, kind: 'code', title: 'Title', location: { path: `${n}` }, identity: [`${n}`] };
}

/** A report whose items all come at once, as those of one record do. */
async function batchesOf(items: readonly ReadItem[]): Promise<ReportRow[][]> {
  const report: OpenReport = {
    facts: { scanner: 'probe', target: '' },
    async *batches() {
      yield { items, bytes: 1, records: 1 };
    },
  };
  const batches: ReportRow[][] = [];
  await readRows(report, { target: 'app', known: KnownEvidence.none() }, async ({ rows }) => {
    if (rows.length > 0) batches.push([...rows]);
  });
  return batches;
}

test('a record of many findings is handed on in batches as well', async () => {
  const raw = 'x'.repeat(300_000);
  const batches = await batchesOf(Array.from({ length: 2_500 }, (_, n) => ({ result: finding(n), raw, record: null })));
  expect(batches.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 250));
});

test('large records make small batches', async () => {
  const items = Array.from({ length: 40 }, (_, n) => ({
    result: finding(n),
    raw: `${n}`.padEnd(250_000, 'x'),
    record: null,
  }));
  expect((await batchesOf(items)).map(({ length }) => length)).toEqual([16, 16, 8]);
});
