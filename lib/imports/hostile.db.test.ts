import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { storeChunks } from '@/lib/imports/mutations/store-chunks';
import { PARSERS } from '@/lib/imports/parsers/registry';
import { zipOf } from '@/lib/imports/reading/testing-zip';
import { runImport } from '@/lib/imports/run';
import { at, counts, findingsOf, importReport, importRow, PROBE, probeReport, send } from '@/lib/imports/testing';

withDatabase();

const whole = probeReport({ findings: [{ id: 'a' }, { id: 'b' }] });
const deep = `{"probe":{},"findings":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><nmaprun>&b;</nmaprun>`;

const HOSTILE: readonly (readonly [name: string, content: string | Buffer, code: string])[] = [
  ['empty', '', 'empty_file'],
  ['truncated', whole.slice(0, -20), 'truncated'],
  ['broken gzip', gzipSync(whole).subarray(0, 40), 'archive_corrupt'],
  ['a page of a proxy', '<!doctype html><html><body>Sign in</body></html>', 'html_page'],
  ['depth 100,000', deep, 'too_deep'],
  ['NUL bytes', Buffer.concat([Buffer.from('{"probe":'), Buffer.alloc(20)]), 'nul_byte'],
  [
    'no UTF-8',
    Buffer.concat([Buffer.from('{"probe":"'), Buffer.from([0xff, 0xfe, 0xfa]), Buffer.from('"}')]),
    'not_utf8',
  ],
  ['entity expansion', entities, 'xml_entity'],
  ['of no known kind', '{"who":"knows"}', 'unknown_format'],
  ['a NUL at its top', '{"who\\u0000":"knows"}', 'unknown_format'],
  ['half a surrogate pair at its top', '{"who\\ud800":"knows"}', 'unknown_format'],
  ['a bomb', gzipSync(Buffer.alloc(200_000_000, ' ')), 'zip_bomb'],
];

test.each(HOSTILE)('refused with its reason, and nothing changed: %s', async (_, content, code) => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  const before = await findingsOf(productId);
  const id = await send(ctx(system, at(1)), productId, content);
  await runImport(ctx(system, at(1)), id, { parsers: [PROBE, ...PARSERS] });
  const row = await importRow(id);
  expect(row).toMatchObject({ state: 'failed', sourceId: null, error: { code } });
  expect(counts(row)).toEqual([0, 0, 0, 0, 0]);
  expect(await findingsOf(productId)).toEqual(before);
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(1);
});

test('an error names the place', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, '{\n  "probe": {},\n  "findings": [ oops ]\n}');
  await runImport(ctx(system), id, { parsers: [PROBE] });
  expect((await importRow(id)).error).toMatchObject({ code: 'json_malformed', line: 3, column: 17 });
});

test('a gzip is one report; a zip of several becomes an import each, the broken one named', async () => {
  const { productId } = await aProduct();
  const packed = await send(ctx(system), productId, gzipSync(probeReport({ target: 'gz', findings: [{ id: 'g' }] })));
  await runImport(ctx(system), packed, { parsers: [PROBE] });
  expect(counts(await importRow(packed))).toEqual([1, 0, 0, 0, 0]);
  const zip = zipOf([
    { name: 'one.json', content: Buffer.from(probeReport({ target: 'one', findings: [{ id: 'a' }] })) },
    { name: 'two.json', content: Buffer.from('{"probe":') },
  ]);
  const archive = await send(ctx(system), productId, zip);
  await runImport(ctx(system), archive, { parsers: [PROBE] });
  const entries = await unsafeDb().import.findMany({ where: { archiveId: archive }, orderBy: { entry: 'asc' } });
  for (const { id } of entries) await runImport(ctx(system), id, { parsers: [PROBE] });
  const [one, two] = await Promise.all(entries.map(({ id }) => importRow(id)));
  expect(one).toMatchObject({ state: 'done', entry: 'one.json', target: 'one', newCount: 1 });
  expect(two).toMatchObject({ state: 'failed', error: { code: 'truncated', entry: 'two.json' } });
  expect(await importRow(archive)).toMatchObject({ state: 'done', warnings: [{ code: 'archive_split', count: 2 }] });
});

test('a zip with two files of one name is refused', async () => {
  const { productId } = await aProduct();
  const one = { name: 'a.json', content: Buffer.from(whole) };
  const id = await send(ctx(system), productId, zipOf([one, one]));
  await runImport(ctx(system), id, { parsers: [PROBE] });
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: 'archive_duplicate_name' } });
});

test('names in a zip, targets, tools and warnings that PostgreSQL refuses are stored all the same', async () => {
  const { productId } = await aProduct();
  const bad = '\0\ud800';
  const skipping: typeof PROBE = {
    ...PROBE,
    open: (skeleton) => ({ ...PROBE.open(skeleton), read: () => [{ skipped: 'passed', example: bad }] }),
  };
  const noise = randomBytes(20_000).toString('hex');
  const content = (target: string) => Buffer.from(probeReport({ tool: `t${bad}`, target, findings: [{ id: 'a' }] }));
  const zip = zipOf([
    { name: 'one\0.json', content: content(`app${bad}`) },
    { name: 'two\0.json', content: content(noise) },
  ]);
  const archive = await send(ctx(system), productId, zip);
  await runImport(ctx(system), archive, { parsers: [skipping] });
  const entries = await unsafeDb().import.findMany({ where: { archiveId: archive }, orderBy: { entry: 'asc' } });
  for (const { id } of entries) await runImport(ctx(system), id, { parsers: [skipping] });
  const [one, two] = await Promise.all(entries.map(({ id }) => importRow(id)));
  const warnings = [{ code: 'passed', count: 1, example: '\ufffd\ufffd' }];
  expect(one).toMatchObject({ state: 'done', entry: 'one\ufffd.json', target: 'app\ufffd\ufffd', warnings });
  expect(two).toMatchObject({ state: 'done', target: expect.stringMatching(/^.{275}…[0-9a-f]{24}$/) });
});

test('what is larger than allowed is refused on its way in', async () => {
  const { productId } = await aProduct();
  async function* endless(): AsyncGenerator<Uint8Array> {
    const part = Buffer.alloc(1024 * 1024);
    while (true) yield part;
  }
  const row = await unsafeDb().import.create({ data: { productId, fileName: 'x', createdByName: 'x' } });
  const refused = storeChunks(row.id, endless(), 3 * 1024 * 1024);
  await expect(refused).rejects.toMatchObject({ code: 'too_large', details: { limitMb: 3 } });
});
