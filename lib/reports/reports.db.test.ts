import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { Actor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import type { ReportContent, SectionId, SectionOf } from '@/lib/reports/content';
import { listReports, reportByNumber } from '@/lib/reports/data/list';
import { makeReport } from '@/lib/reports/mutations/make';
import { readPosture } from '@/lib/safeguards/data/posture';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = addDays(NOW, 7);
const WHOLE = { team: null, weeks: 13, day: null } as const;

const scopeOf = (actor: Actor) => requirePermission(ctx(actor), 'posture:read');
const read = (actor: Actor, number: number) => reportByNumber(ctx(actor, LATER), scopeOf(actor), number);

function section<K extends SectionId>({ sections }: ReportContent, id: K): SectionOf<K> {
  const found = sections.find((one): one is SectionOf<K> => one.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
}

const teamOf = async (teamId: string) => (await unsafeDb().team.findUniqueOrThrow({ where: { id: teamId } })).slug;
const scanned = (productId: string, at: Date) =>
  unsafeDb().source.create({ data: { productId, scanner: 'trivy', target: 'api', lastScanAt: at, lastImportAt: at } });

describe('a report', () => {
  it('shows the promises as their page does, and what changed since the report before', async () => {
    const { productId, teamId } = await aProduct();
    await evaluate(ctx(system, NOW));
    const reader = readOnly();
    const first = await makeReport(ctx(reader, NOW), WHOLE);
    await scanned(productId, LATER);
    await evaluate(ctx(system, LATER));
    const second = await makeReport(ctx(reader, LATER), WHOLE);
    const { content } = await read(reader, second);
    const posture = section(content, 'posture');
    const page = await readPosture(scopeOf(reader), { team: [], product: [] }, LATER);
    const { points, of, excepted, idle } = page.score;
    expect(posture.score).toEqual({ points, of, excepted, idle });
    const facts = ({
      id,
      state,
      good,
      total,
      since,
    }: (typeof page.rows)[number] | (typeof posture.promises)[number]) => [...[id, state, good, total, since]];
    expect(posture.promises.map(facts)).toEqual(page.rows.map(facts));
    expect(content.comparedWith).toEqual({ at: NOW.toISOString(), report: first });
    expect(posture.promises.find(({ id }) => id === 'B1')).toMatchObject({ state: 'met', before: 'unknown' });

    const slug = await teamOf(teamId);
    const team = await makeReport(ctx(reader, LATER), { ...WHOLE, team: slug });
    const own = section((await read(reader, team)).content, 'posture');
    const narrowed = await readPosture(scopeOf(reader), { team: [slug], product: [] }, LATER);
    expect(own.promises.map(facts)).toEqual(narrowed.rows.map(facts));
  });

  it('stays as it was made: its hash is in the audit trail, and the database refuses to change it', async () => {
    const reader = readOnly();
    const number = await makeReport(ctx(reader, NOW), WHOLE);
    const row = await unsafeDb().report.findUniqueOrThrow({ where: { number } });
    expect(row.sha256).toBe(createHash('sha256').update(row.text).digest('hex'));
    const entry = await unsafeDb().auditEntry.findFirstOrThrow({ where: { targetKind: 'report', targetId: row.id } });
    expect(entry).toMatchObject({ action: 'report.made', actorId: reader.id });
    expect(entry.text).toContain(row.sha256);
    await expect(unsafeDb().report.update({ where: { number }, data: { text: '{}' } })).rejects.toThrow();
    await expect(unsafeDb().report.delete({ where: { number } })).rejects.toThrow();
    await expect(asOwner('TRUNCATE report')).rejects.toThrow(/append-only/);
    await evaluate(ctx(system, LATER));
    expect((await read(reader, number)).content.asOf).toBe(NOW.toISOString());
  });

  it('is made and read by who may see all that it is about, today', async () => {
    const mine = await aProduct();
    const other = await aProduct();
    const team = await teamOf(mine.teamId);
    const engineer = person('Engineer', [mine.productId]);
    await expect(makeReport(ctx(engineer, NOW), WHOLE)).rejects.toMatchObject({ code: 'not_found' });
    const foreign = await teamOf(other.teamId);
    await expect(makeReport(ctx(engineer, NOW), { ...WHOLE, team: foreign })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(makeReport(ctx(engineer, NOW), { ...WHOLE, team: 'no-such-team' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(makeReport(ctx(roleless(), NOW), WHOLE)).rejects.toMatchObject({ code: 'forbidden' });
    const number = await makeReport(ctx(engineer, NOW), { ...WHOLE, team });
    const whole = await makeReport(ctx(readOnly(), NOW), WHOLE);
    const numbers = async (actor: Actor) => (await listReports(scopeOf(actor))).map((row) => row.number);
    expect(await numbers(engineer)).toEqual([number]);
    expect(await numbers(readOnly())).toEqual(expect.arrayContaining([number, whole]));
    for (const [actor, one] of [
      [engineer, whole],
      [stranger(), number],
      [person('Engineer', [other.productId]), number],
    ] as const) {
      expect(await numbers(actor)).not.toContain(one);
      await expect(read(actor, one)).rejects.toMatchObject({ code: 'not_found' });
    }
    // The team got a product since: what the report tells of is still all that its reader sees.
    await unsafeDb().product.update({ where: { id: other.productId }, data: { teamId: mine.teamId } });
    expect((await read(engineer, number)).number).toBe(number);
  });

  it('of a day that has passed shows what was known at its end', async () => {
    const reader = readOnly();
    const number = await makeReport(ctx(reader, LATER), { ...WHOLE, day: '2026-11-22' });
    const { content } = await read(reader, number);
    expect(content.asOf).toBe('2026-11-22T23:59:59.999Z');
    const page = await readPosture(scopeOf(reader), { team: [], product: [] }, new Date(content.asOf));
    expect(section(content, 'posture').score.points).toBe(page.score.points);
  });
});
