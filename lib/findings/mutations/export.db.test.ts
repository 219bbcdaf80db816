import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { ExportFormat } from '@/lib/findings/export/formats';
import { exportFindings } from '@/lib/findings/mutations/export';
import { loadListQuery } from '@/lib/findings/search-params';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import { manyFindings } from '@/lib/findings/testing/many';

withDatabase();

let mine = '';
let theirs = '';
beforeAll(async () => {
  mine = (await aProduct()).productId;
  theirs = (await aProduct()).productId;
  await manyFindings(mine, 4_500, 2);
  await aFinding(mine, { title: '=HYPERLINK("http://evil")', severity: 4, tags: ['a', 'b'], cwe: [79] });
  await aFinding(mine, { status: 'fixed', severity: 4, title: 'closed' });
  await aFinding(theirs, { title: 'secret of another team', severity: 4 });
});

function exported(actor: Actor, format: ExportFormat, query = ''): Promise<Response> {
  const { sort, cursor: _, ...filter } = loadListQuery(query);
  return exportFindings(ctx(actor, NOW), { filter, order: sort, format });
}

async function records(actor: Actor, query = ''): Promise<Record<string, string>[]> {
  return parse(await (await exported(actor, 'csv', query)).text(), { bom: true, columns: true });
}

test('holds what the list shows, in its order, each finding once', async () => {
  const rows = await records(person('Engineer', [mine]), '?sort=severity.desc');
  expect(rows).toHaveLength(4_501);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(4_501);
  expect(rows[0]).toMatchObject({
    title: '\'=HYPERLINK("http://evil")',
    severity: 'critical',
    tags: 'a; b',
    cwe: '79',
  });
  const ids = rows.slice(1).map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  expect(await records(person('Engineer', [mine]), '?status=fixed')).toMatchObject([{ title: 'closed' }]);
});

test('never holds a row of another team, whatever the address asks for', async () => {
  const rows = await records(person('Engineer', [mine]), `?status=any&product=${theirs},${mine}`);
  expect(rows).toHaveLength(4_502);
  expect(rows.some(({ title }) => title?.includes('another team'))).toBe(false);
  expect(await records(stranger())).toEqual([]);
  expect(await records(token(theirs, ['finding:read']))).toMatchObject([{ title: 'secret of another team' }]);
});

test('what leaves the scope while the file is read is left out', async () => {
  const { productId } = await aProduct();
  await manyFindings(productId, 2_500);
  const file = await exported(person('Analyst', [productId]), 'jsonl');
  const reader = file.body?.getReader();
  const first = new TextDecoder()
    .decode((await reader?.read())?.value)
    .trimEnd()
    .split('\n');
  expect(first).toHaveLength(2_000);
  await unsafeDb().finding.updateMany({ where: { productId }, data: { productId: theirs } });
  const second = await reader?.read();
  expect(new TextDecoder().decode(second?.value)).toBe('');
  await unsafeDb().finding.updateMany({ where: { productId: theirs, severity: 3 }, data: { productId } });
});

test('readers may, people without a role may not', async () => {
  expect(await records(readOnly(), `?product=${mine}&severity=critical`)).toHaveLength(1);
  await expect(exported(roleless(), 'csv')).rejects.toThrow('forbidden');
  await expect(exported(token(mine, ['finding:ingest']), 'csv')).rejects.toThrow('forbidden');
});

test('leaves a row in the trail: who, which list, how many', async () => {
  const analyst = person('Analyst', [mine]);
  await exported(analyst, 'csv', '?severity=critical&status=any');
  const { text } = await unsafeDb().auditEntry.findFirstOrThrow({
    where: { action: 'finding.exported', actorId: analyst.id },
  });
  expect(JSON.parse(text)).toMatchObject({
    data: { format: 'csv', rows: 2, query: '?status=any&severity=critical' },
  });
});

/** The essentials of the SARIF 2.1.0 schema: what is required, what is an enumeration, what is an integer from 1. */
const line = z.int().min(1);
const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: z.strictObject({ text: z.string() }),
              properties: z.looseObject({
                'security-severity': z.string().regex(/^\d+\.\d$/),
                tags: z.array(z.string()),
              }),
            }),
          ),
        }),
      }),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          level: z.enum(['none', 'note', 'warning', 'error']),
          message: z.strictObject({ text: z.string().min(1) }),
          locations: z.array(
            z.strictObject({
              physicalLocation: z
                .strictObject({
                  artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.~!$&'()*+,;=:@%/-]+$/) }),
                  region: z
                    .strictObject({
                      startLine: line,
                      endLine: line.optional(),
                      startColumn: line.optional(),
                    })
                    .optional(),
                })
                .optional(),
              logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string() })).optional(),
            }),
          ),
          partialFingerprints: z.record(z.string(), z.string()),
          suppressions: z.array(
            z.strictObject({
              kind: z.enum(['inSource', 'external']),
              status: z.enum(['accepted', 'underReview', 'rejected']),
              justification: z.string(),
            }),
          ),
          baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']),
          properties: z.looseObject({}),
        }),
      ),
    }),
  ]),
});

describe('SARIF', () => {
  const sarif = async (productId: string) =>
    sarifSchema.parse(
      JSON.parse(await (await exported(person('Analyst', [productId]), 'sarif', '?status=any')).text()),
    );

  test('is valid where paths are hostile, nothing has a line, and rules repeat', async () => {
    const { productId } = await aProduct();
    const { id } = await aFinding(productId, {
      path: 'C:\\src\\a b#?.ts',
      location: 'C:\\src\\a b#?.ts:7',
      cvssScore: 7.5,
    });
    await unsafeDb().findingDetail.create({
      data: {
        findingId: id,
        description: '',
        references: [],
        location: { path: '/src/a b#?.ts', line: 7, endLine: 3 },
      },
    });
    await aFinding(productId, { status: 'false_positive', reason: 'not_present', location: '', path: null });
    await aFinding(productId, { status: 'fixed', vulnId: 'CVE-2026-1', title: '</script>\u2028"' });
    const { runs } = await sarif(productId);
    const [{ results, tool }] = runs;
    expect(tool.driver.rules.map(({ id }) => id).toSorted()).toEqual(['CVE-2026-1', 'sql-injection']);
    expect(results).toHaveLength(3);
    expect(results).toContainEqual(
      expect.objectContaining({
        level: 'error',
        locations: [
          expect.objectContaining({
            physicalLocation: { artifactLocation: { uri: 'src/a%20b%23%3F.ts' }, region: { startLine: 7 } },
          }),
        ],
      }),
    );
    expect(results.filter(({ baselineState }) => baselineState === 'absent')).toHaveLength(1);
    expect(results.flatMap(({ suppressions }) => suppressions)).toMatchObject([
      { justification: 'false_positive: not_present' },
    ]);
  });

  test('of nothing is valid too, and of several batches', async () => {
    const { productId } = await aProduct();
    expect((await sarif(productId)).runs[0].results).toEqual([]);
    expect((await sarif(mine)).runs[0].results).toHaveLength(4_502);
  });
});
