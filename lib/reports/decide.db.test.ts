import { describe, expect, it } from 'vitest';
import { anApprover, approve, aRequester, naming, requested } from '@/lib/acceptances/testing/acceptances';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import { makeReport } from '@/lib/reports/mutations/make';
import { decideBlocks, decideFigures } from '@/lib/reports/sections/decide';
import { readStored, section } from '@/lib/reports/testing/read';
import { reportWords } from '@/lib/reports/words';
import { readExceptionRows } from '@/lib/safeguards/data/decisions';
import { attest } from '@/lib/safeguards/mutations/attest';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';
import { decideException, requestException } from '@/lib/safeguards/mutations/except';

withDatabase();

const LATER = addDays(NOW, 7);
const WHOLE = { team: null, weeks: 4, day: null } as const;
const admin = person('Admin', 'everywhere', { name: 'Ada' });
const responder = person('Responder', 'everywhere', { name: 'Rita' });
const at = (days: number) => addDays(NOW, days);

async function state(safeguard: string, verdict: 'met' | 'missed', from: number, until: number, known = 0) {
  const said = { statement: 'looked at today', document: 'wiki' };
  await attest(ctx(admin, at(from)), { ...said, safeguard, known, verdict, validUntil: at(until) });
}

async function except(safeguard: string, until: number, place: { teamId?: string; productId?: string } = {}) {
  const input = { safeguard, kind: 'accepted' as const, reason: 'planned', expiresAt: at(until) };
  await requestException(ctx(admin, NOW), { ...input, teamId: null, productId: null, ...place });
  const newest = { orderBy: { number: 'desc' } } as const;
  return unsafeDb().safeguardException.findFirstOrThrow(newest);
}

/** Approves with a proof, which is one of NOW, as if it had been some days later. */
async function allow(id: string, days: number) {
  await satisfiedFor(responder, 'safeguard:approve', `approve:${id}`);
  await decideException(ctx(responder, NOW), { id, approve: true, note: '' });
  await unsafeDb().safeguardException.update({ where: { id }, data: { decidedAt: at(days) } });
}

/** Lines by kind, as they are read, with where each leads. */
async function decided(number: number) {
  const { content } = await readStored(readOnly(), number, LATER);
  const words = await reportWords('en', 'UTC', LATER);
  const context = { ...words, ...content };
  const lines = decideBlocks(content.sections, context).flatMap((block) =>
    block.kind === 'table' ? block.rows.map(([what, , when], index) => [what, when, block.links?.[index]]) : [],
  );
  const figures = decideFigures(content.sections, context).map(({ value }) => Number(value));
  return { content, lines, figures };
}

describe('what is to decide', () => {
  it('is what is newly missed, what runs out or was never stated, who waits, and what ends soon: then and now', async () => {
    const { productId, teamId } = await aProduct();
    const { name } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId } });
    await state('D5', 'met', 0, 17);
    await state('C1', 'met', 0, 3);
    await state('E1', 'met', 0, 100);
    await state('E2', 'missed', 0, 100);
    const asked = await except('A10', 20);
    const ends = await except('A13', 20);
    const far = await except('F8', 200);
    const ofProduct = await except('B1', 20, { productId });
    await allow(ends.id, 0);
    await allow(far.id, 0);
    await evaluate(ctx(system, NOW));
    await makeReport(ctx(readOnly(), NOW), WHOLE);

    const requester = await aRequester(productId);
    const [one, two] = [await aFinding(productId), await aFinding(productId)];
    const held = await requested(requester, naming(one));
    await approve(await anApprover(productId), held);
    const waits = await requested(requester, naming(two), { expiresAt: at(90) });
    const number = async (id: string) => (await unsafeDb().acceptance.findUniqueOrThrow({ where: { id } })).number;
    const [heldNumber, waitingNumber] = [await number(held), await number(waits)];
    await state('E1', 'missed', 6, 100, 1);
    await allow(ofProduct.id, 6);
    await evaluate(ctx(system, LATER));

    const made = await makeReport(ctx(readOnly(), LATER), WHOLE);
    const { content, lines, figures } = await decided(made);
    const day = isoDay(LATER);
    const said = lines.map(([what]) => what);
    const missed = said.filter((what) => what?.startsWith('New: '));
    expect(missed).toEqual([expect.stringMatching(/^New: E1 /)]);
    expect(lines[0]).toEqual([missed[0], 'since Nov 29, 2026', `/posture/E1?at=${day}`]);
    expect(said.some((what) => what?.startsWith('E2 '))).toBe(true);
    const find = (start: RegExp) => lines.filter(([what]) => start.test(what ?? '')).map(([, ...rest]) => rest);
    expect(find(/^The statement ends: D5 /)).toEqual([['on Dec 9, 2026', `/posture/D5?at=${day}`]]);
    expect(find(/^The proof has run out: C1 /)).toEqual([['since Nov 25, 2026', `/posture/C1?at=${day}`]]);
    expect(find(/^Nobody has stated it: B5 /)).toHaveLength(1);
    expect(find(new RegExp(`^Exception #${asked.number} from A10 .*Whole organisation.*Ada$`))).toEqual([
      ['since Nov 22, 2026', `/posture/A10?at=${day}`],
    ]);
    expect(find(new RegExp(`^Accept the risk #${waitingNumber} of ${name}, asked for by Emil$`))).toEqual([
      ['since Nov 22, 2026', `/acceptances?q=%23${waitingNumber}`],
    ]);
    expect(find(new RegExp(`^Exception #${ends.number} from A13 `))).toEqual([
      ['on Dec 12, 2026', `/posture/A13?at=${day}`],
    ]);
    expect(find(new RegExp(`^Exception #${ofProduct.number} from B1 .* ends \\(${name}\\)`))).toHaveLength(1);
    expect(find(new RegExp(`^The accepted risk #${heldNumber} `))).toHaveLength(1);
    expect(find(new RegExp(`#${far.number} `))).toEqual([]);
    expect(figures.slice(2)).toEqual([2, 3, 0]);

    // The same as the page of each promise says.
    const everything = requirePermission(ctx(readOnly()), 'posture:read');
    for (const id of ['A10', 'A13', 'B1', 'F8']) {
      const rows = await readExceptionRows(ctx(readOnly()), everything, id, LATER);
      const own = (section(content, 'posture').exceptions ?? []).filter((row) => row.promise === id);
      expect(own.map((row) => [row.number, row.approved ? 'approved' : 'requested', row.place, row.expiresAt])).toEqual(
        rows.map((row) => [row.number, row.state, row.place, row.expiresAt]),
      );
    }

    // At the end of the first day the product's exception still waited, the risk was accepted, and nothing had fallen.
    const past = await decided(await makeReport(ctx(readOnly(), LATER), { ...WHOLE, day: isoDay(NOW) }));
    const saidThen = past.lines.map(([what]) => what ?? '');
    expect(saidThen.filter((what) => what.startsWith('New: '))).toEqual([]);
    expect(saidThen.filter((what) => what.includes('asked for by'))).toHaveLength(3);
    expect(past.lines.every(([, , link]) => !link?.startsWith('/posture') || link.endsWith('at=2026-11-22'))).toBe(
      true,
    );

    // A team's report knows what is about its products and the whole, and nothing of others.
    const other = await unsafeDb().team.findUniqueOrThrow({ where: { id: (await aProduct()).teamId } });
    const own = await unsafeDb().team.findUniqueOrThrow({ where: { id: teamId } });
    for (const [team, expected] of [
      [own.slug, 4],
      [other.slug, 3],
    ] as const) {
      const report = await decided(await makeReport(ctx(readOnly(), LATER), { ...WHOLE, team }));
      expect(section(report.content, 'posture').exceptions).toHaveLength(expected);
    }
  });
});
