import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { receiveRequest } from '@/lib/imports/incoming';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { sweepImports } from '@/lib/imports/mutations/sweep';
import { runImport } from '@/lib/imports/run';
import { at, counts, importRow, PROBE, probeReport } from '@/lib/imports/testing';

withDatabase();

const REPORT = probeReport({ findings: [{ id: 'a' }] });

async function aToken(): Promise<{ sender: (minute?: number) => Ctx; productId: string }> {
  const { productId } = await aProduct();
  const actor = { ...token(productId, ['finding:ingest']), id: randomUUID() };
  return { sender: (minute = 0) => ctx(actor, at(minute)), productId };
}

function request(key: string, body: string, query = '?target=api'): Request {
  return new Request(`http://localhost/api/v1/imports${query}`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': key },
  });
}

const importsOf = (productId: string) => unsafeDb().import.count({ where: { productId } });
const outcome = (sent: Promise<string>) => sent.catch((error: { code?: string }) => String(error.code));

test('the same request again is answered with the same import, whatever became of it', async () => {
  const { sender, productId } = await aToken();
  const first = await receiveRequest(sender(), request('"k1"', REPORT), productId);
  expect(await receiveRequest(sender(1), request('k1', REPORT), productId)).toBe(first);
  await runImport(ctx(system, at(2)), first, { parsers: [PROBE] });
  expect(await receiveRequest(sender(60 * 23), request('"k1"', REPORT), productId)).toBe(first);
  expect(await importsOf(productId)).toBe(1);
  expect(counts(await importRow(first))).toEqual([1, 0, 0, 0, 0]);
  expect(await unsafeDb().auditEntry.count({ where: { targetId: first, action: 'import.received' } })).toBe(1);
});

test('as a form it is the same request, although the form is written anew', async () => {
  const { sender, productId } = await aToken();
  const form = (target: string) => {
    const data = new FormData();
    data.append('file', new Blob([REPORT]), 'r.json');
    data.append('target', target);
    const headers = { 'idempotency-key': 'form' };
    return new Request('http://localhost/api/v1/imports', { method: 'POST', body: data, headers });
  };
  const first = await receiveRequest(sender(), form('api'), productId);
  expect(await receiveRequest(sender(), form('api'), productId)).toBe(first);
  expect(await outcome(receiveRequest(sender(), form('web'), productId))).toBe('key_reused');
});

test('another request under the key of an earlier one is refused and leaves nothing', async () => {
  const { sender, productId } = await aToken();
  await receiveRequest(sender(), request('k', REPORT), productId);
  const other = probeReport({ findings: [] });
  expect(await outcome(receiveRequest(sender(), request('k', other), productId))).toBe('key_reused');
  expect(await outcome(receiveRequest(sender(), request('k', REPORT, '?target=web'), productId))).toBe('key_reused');
  expect(await importsOf(productId)).toBe(1);
});

test('keys are those of a token, and are kept for a day', async () => {
  const [one, two] = [await aToken(), await aToken()];
  const first = await receiveRequest(one.sender(), request('k', REPORT), one.productId);
  const foreign = await receiveRequest(two.sender(), request('k', REPORT), two.productId);
  expect(foreign).not.toBe(first);
  const nextDay = await receiveRequest(one.sender(24 * 60 + 1), request('k', REPORT), one.productId);
  expect(nextDay).not.toBe(first);
  await sweepImports(ctx(system, at(24 * 60 + 2)));
  expect(await unsafeDb().importKey.findMany({ select: { importId: true } })).toEqual([{ importId: nextDay }]);
});

test('while the first request arrives, the second is told to come again; then it gets the same import', async () => {
  const { sender, productId } = await aToken();
  const release = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(REPORT.slice(0, 5));
    await release.promise;
    yield Buffer.from(REPORT.slice(5));
  }
  const { actor } = sender();
  const key = { tokenId: actor.id ?? '', key: 'k' };
  const input = { productId, fileName: 'report', options: () => ({ target: 'api' }), key };
  const first = receiveReport(sender(), { ...input, body: slow() });
  await expect.poll(() => unsafeDb().importKey.count({ where: key })).toBe(1);
  await expect(receiveRequest(sender(), request('k', REPORT), productId)).rejects.toMatchObject({
    code: 'key_in_use',
    details: { retryAfterSeconds: 5 },
  });
  release.resolve();
  expect(await receiveRequest(sender(), request('k', REPORT), productId).catch(() => first)).toBe(await first);
  expect(await receiveRequest(sender(), request('k', REPORT), productId)).toBe(await first);
  expect(await importsOf(productId)).toBe(1);
});

test('many equal requests at once make one import; a second reader of the key never gets another one', async () => {
  const { sender, productId } = await aToken();
  for (let round = 0; round < 5; round += 1) {
    const key = `race-${round}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        await pause(n * round);
        return outcome(receiveRequest(sender(), request(key, REPORT), productId));
      }),
    );
    const ids = new Set(answers.filter((answer) => answer !== 'key_in_use'));
    expect(ids.size).toBe(1);
    expect(await importsOf(productId)).toBe(round + 1);
    expect([...ids]).toEqual([await receiveRequest(sender(), request(key, REPORT), productId)]);
  }
});

test('a request that failed leaves its key free, and so does one whose server died', async () => {
  const { sender, productId } = await aToken();
  const failing = request('k', REPORT, `?scan_at=${at(600).toISOString()}`);
  await expect(receiveRequest(sender(), failing, productId)).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'scan_at', reason: 'in_future', latest: at(0).toISOString() },
  });
  expect(await unsafeDb().importKey.count({ where: { key: 'k', tokenId: sender().actor.id ?? '' } })).toBe(0);
  const lost = await unsafeDb().import.create({ data: { productId, fileName: 'x', createdByName: 'x' } });
  const tokenId = sender().actor.id ?? '';
  const row = { tokenId, key: 'k', importId: lost.id, createdAt: at(0), aliveAt: at(0) };
  await unsafeDb().importKey.create({ data: row });
  expect(await outcome(receiveRequest(sender(), request('k', REPORT), productId))).toBe('key_in_use');
  const taken = await receiveRequest(sender(1), request('k', REPORT), productId);
  expect(taken).not.toBe(lost.id);
  expect(await receiveRequest(sender(2), request('k', REPORT), productId)).toBe(taken);
});

test('an import that is cancelled while it arrives frees its key', async () => {
  const { sender, productId } = await aToken();
  const key = { tokenId: sender().actor.id ?? '', key: 'k' };
  async function* cancelled(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{');
    const { importId } = await unsafeDb().importKey.findFirstOrThrow({ where: key });
    await cancelImport(ctx(system), importId);
  }
  const input = { productId, fileName: 'report', options: () => ({}), key };
  expect(await outcome(receiveReport(sender(), { ...input, body: cancelled() }))).toBe('conflict');
  expect(await unsafeDb().importKey.count({ where: key })).toBe(0);
});
