import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { COMMON, shareOf } from '@/lib/findings/data/common-words';
import { listFindings } from '@/lib/findings/data/list';
import { settleSearch } from '@/lib/findings/jobs';
import { loadFilter } from '@/lib/findings/search-params';
import { searchWords } from '@/lib/findings/search-words';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

/** Pages of the search index that were written and not yet merged. */
async function pending(): Promise<number> {
  const rows = await unsafeDb().$queryRaw<{ pages: bigint }[]>`SELECT settle_finding_tokens() AS pages`;
  return Number(rows[0]?.pages);
}

function searchIn(productId: string) {
  const scope = requirePermission(ctx(person('Analyst', [productId])), 'finding:read');
  return async (q: string) => {
    const query = { filter: loadFilter({ q }), order: 'severity.desc' as const, cursor: null };
    const { rows } = await listFindings(scope, query, { personId: null, now: NOW });
    return rows.map(({ title }) => title);
  };
}

test('what is new is found before the worker has merged it into the search index, and after', async () => {
  const { productId } = await aProduct();
  const search = searchIn(productId);
  await aFinding(productId, { title: 'A quagga at large' });
  expect(await search('quagga')).toEqual(['A quagga at large']);
  expect(await pending()).toBeGreaterThan(0);
  expect(await search('quagga')).toEqual(['A quagga at large']);
  await settleSearch();
  expect(await pending()).toBe(0);
});

test('a finding is found by any part of a word, and by the beginning of an id or of its number', async () => {
  const { productId } = await aProduct();
  const search = searchIn(productId);
  const title = 'openssl: overflow (in a parser).';
  await aFinding(productId, { title, ids: ['CVE-2024-31337', 'GHSA-abcd-efgh-ijkl'], location: 'openssl@3.0.11-1' });
  const found = [
    'ssl',
    'PARS',
    'openssl@3.0.11-1',
    'openssl 3.0',
    '(in',
    'parser).',
    'cve-2024-313',
    '2024-3133',
    '3133',
  ];
  for (const q of [...found, 'ghsa-abcd', 'GHSA-abcd-efgh-ijkl', 'efgh'])
    expect([q, await search(q)]).toEqual([q, [title]]);
  for (const q of ['quagga', '1337', 'openssl@3.1']) expect([q, await search(q)]).toEqual([q, []]);
});

test('words that many findings hold find the same as before the database knew that they are common', async () => {
  const { productId } = await aProduct();
  const search = searchIn(productId);
  await someFindings(productId, 40, { title: 'Aardvark after free' });
  await aFinding(productId, { title: 'Aardvark after numbat' });
  const asked = ['aardvark numbat', 'numbat', 'aardvark after free', 'aardvark after'];
  const before = [];
  for (const q of asked) before.push((await search(q)).length);
  expect(before).toEqual([1, 1, 40, 41]);
  const tokens = async (word: string) =>
    (await unsafeDb().searchToken.findMany({ where: { token: word } })).map(({ id }) => id);
  const isCommon = async (word: string) => (await shareOf(await tokens(word))) > COMMON;
  expect(await isCommon('aardvark')).toBe(false);
  await asOwner('ANALYZE finding');
  expect([await isCommon('aardvark'), await isCommon('nothing')]).toEqual([true, false]);
  const after = [];
  for (const q of asked) after.push((await search(q)).length);
  expect(after).toEqual(before);
});

test('a word that lies within many others is found by them, alone and beside others', async () => {
  const { productId } = await aProduct();
  const search = searchIn(productId);
  for (let n = 0; n < 140; n++) await aFinding(productId, { title: n % 14 === 0 ? `okapi${n} zebu` : `okapi${n}` });
  await aFinding(productId, { title: 'zebu alone' });
  expect(await search('okapi')).toHaveLength(100);
  expect((await search('okapi zebu')).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, n) => `okapi${n * 14} zebu`).toSorted(),
  );
  expect((await search('okapi1 zebu')).toSorted()).toEqual(['okapi112 zebu', 'okapi126 zebu', 'okapi14 zebu']);
  expect(await search('okapi alone')).toEqual([]);
});

test('the database parts a text into the same words', async () => {
  const texts = [
    'openssl: in (a) parser.',
    'libx@1.2-3\tlibx 1.2-3',
    '::: ...',
    'std::string [x]',
    `${'é'.repeat(500)} ÄÖ`,
  ];
  for (const text of texts) {
    const [row] = await unsafeDb().$queryRaw<{ ids: number[] }[]>`
      SELECT search_tokens(finding_search_text(${text}, NULL, NULL, NULL, '{}')) AS ids`;
    const found = await unsafeDb().searchToken.findMany({ where: { id: { in: row?.ids ?? [] } } });
    expect(new Set(found.map(({ token }) => token))).toEqual(new Set(searchWords(text, 100)));
  }
});

test('a finding is narrowed to by its rule and by each of its ids, whatever their case, and by nothing like them', async () => {
  const { productId } = await aProduct();
  const scope = requirePermission(ctx(person('Analyst', [productId])), 'finding:read');
  const narrowed = async (id: string) => {
    const query = { filter: loadFilter({ id }), order: 'severity.desc' as const, cursor: null };
    return (await listFindings(scope, query, { personId: null, now: NOW })).rows.length;
  };
  await aFinding(productId, { ruleId: '@scope/no-eval: strict', vulnId: null, ids: [] });
  await aFinding(productId, { ruleId: 'DSA-5599-1', vulnId: 'CVE-2024-1', ids: ['CVE-2024-1', 'GHSA-abcd-efgh-ijkl'] });
  await aFinding(productId, { ruleId: 'other', vulnId: null, ids: [], title: 'mentions CVE-2024-1 and DSA-5599-1' });
  const one = ['@scope/no-eval: strict', 'DSA-5599-1', 'cve-2024-1', 'CVE-2024-1', 'GHSA-ABCD-efgh-ijkl'];
  for (const id of one) expect([id, await narrowed(id)]).toEqual([id, 1]);
  for (const id of ['CVE-2024', 'no-eval', 'quagga', '@', '@scope/no-eval'])
    expect([id, await narrowed(id)]).toEqual([id, 0]);
});
