import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';
import { at, importRow, send } from '@/lib/imports/testing';
import { reordered } from '@/lib/imports/testing-reorder';

withDatabase();

/** Real reports (set LAGEBILD_CORPUS to their folder), and always our own fixtures. */
const FOLDERS = [
  join(import.meta.dirname, 'parsers', 'fixtures'),
  ...['scans', 'tls-reports'].map((folder) => join(process.env.LAGEBILD_CORPUS ?? '', folder)),
].filter((folder) => folder.startsWith('/') && existsSync(folder));
const REPORT = /\.(json|jsonl|xml|csv|sarif|nessus|zip|gz|html|txt)$/i;
/** Files of one test, and how many of them at once: a test each would cost more than the imports. */
const GROUP = 40;
const AT_ONCE = 4;
/** Said by the sender: a bare list of records takes its target from the first one. */
const OPTIONS = { target: 'here' };

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => REPORT.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Sends and works a report; those of an archive are worked too. */
async function take(productId: string, report: Uint8Array, minute: number): Promise<string[]> {
  const id = await send(ctx(system, at(minute)), productId, report, OPTIONS);
  await runImport(ctx(system, at(minute)), id, { anew: true });
  const entries = await unsafeDb().import.findMany({ where: { archiveId: id }, orderBy: { entry: 'asc' } });
  for (const entry of entries) await runImport(ctx(system, at(minute)), entry.id, { anew: true });
  return entries.length > 0 ? entries.map((entry) => entry.id) : [id];
}

/** All that an import may change but must not, when it says nothing new. */
async function stateOf(productId: string) {
  const findings = await unsafeDb().finding.findMany({
    where: { productId },
    orderBy: { id: 'asc' },
    include: { detail: true, _count: { select: { events: true } } },
  });
  const evidence = await unsafeDb().findingSource.findMany({
    where: { source: { productId } },
    orderBy: [{ findingId: 'asc' }, { sourceId: 'asc' }],
    select: {
      findingId: true,
      sourceId: true,
      present: true,
      contentHash: true,
      occurrences: true,
      firstImportId: true,
    },
  });
  const sources = await unsafeDb().source.count({ where: { productId } });
  return { findings, evidence, sources };
}

type State = Awaited<ReturnType<typeof stateOf>>;

/** The outcome of an import that is not as it should be: neither what it says nor what it did to the findings. */
async function outcome(productId: string, report: Uint8Array, minute: number, isSame: (state: State) => boolean) {
  const rows = await Promise.all((await take(productId, report, minute)).map(importRow));
  const appeared = rows.flatMap((row) => [row.newCount, row.fixedCount, row.reopenedCount]);
  const updated = rows.reduce((sum, row) => sum + row.updatedCount, 0);
  const done = rows.every(({ state }) => state === 'done') && appeared.every((n) => n === 0);
  return { done, updated, same: isSame(await stateOf(productId)) };
}

const contents = ({ evidence }: State) =>
  evidence
    .map(({ contentHash }) => Buffer.from(contentHash).toString('hex'))
    .sort()
    .join();

/** What is wrong with the second import of a file, and with its third, whose records come the other way round. */
async function importedAgain(file: string): Promise<object | null> {
  const { productId } = await aProduct();
  const report = readFileSync(file);
  const [first = ''] = await take(productId, report, 0);
  if ((await importRow(first)).state === 'failed') return null;
  const before = await stateOf(productId);
  const again = await outcome(productId, report, 10, (after) => JSON.stringify(after) === JSON.stringify(before));
  const turned = reordered(report, basename(file));
  // Places that only their order tells apart change places; what was found stays the same.
  const other = turned && (await outcome(productId, turned, 20, (after) => contents(after) === contents(before)));
  const wrong = {
    ...(isRight(again) && again.updated === 0 ? {} : { again }),
    ...(!other || isRight(other) ? {} : { other }),
  };
  return wrong;
}

function isRight({ done, same }: { readonly done: boolean; readonly same: boolean }): boolean {
  return done && same;
}

describe.each(FOLDERS)('the same report again changes nothing but when it was last seen: %s', (folder) => {
  const files = filesIn(folder);
  const groups = Array.from({ length: Math.ceil(files.length / GROUP) }, (_, n) => n * GROUP);

  test.each(groups)('files from %i on', async (from) => {
    const wrong: Record<string, object> = {};
    let taken = 0;
    const waiting = files.slice(from, from + GROUP);
    const work = async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        const found = await importedAgain(file);
        if (found) taken += 1;
        if (found && Object.keys(found).length > 0) wrong[file.slice(folder.length + 1)] = found;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(wrong).toEqual({});
    expect(taken).toBeGreaterThan(0);
  });
});
