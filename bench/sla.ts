import { benchCtx } from '@/bench/product';
import { seeded, vacuum } from '@/bench/seed-findings';
import { addDays } from '@/lib/core/datetime';
import { disconnect, inTransaction, pgPool, unsafeDb } from '@/lib/core/db';
import { followSweeps } from '@/lib/sla/mutations/follow';
import { previewPolicy } from '@/lib/sla/mutations/preview';
import { raiseDue } from '@/lib/sla/mutations/raise';
import { askAnew } from '@/lib/sla/mutations/take-effect';
import type { PolicyRules, SavePolicy } from '@/lib/sla/schema';
import type { SlaPlace } from '@/lib/sla/types';

const PRODUCTS = 200;
/** Findings that the baseline works one by one. */
const SAMPLE = 2_000;
const EVERYWHERE: SlaPlace = { kind: 'organisation', id: null };

async function timed(name: string, of: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const rate = String(Math.round(of / seconds));
  console.log(`${name.padEnd(60)} ${seconds.toFixed(1).padStart(7)} s ${rate.padStart(10)} findings/s`);
  return of / seconds;
}

async function all(step: () => Promise<boolean>): Promise<void> {
  while (await step());
}

function rulesOf(calendarId: string, business: boolean): PolicyRules {
  return {
    calendarId,
    business,
    starts: 'first_seen',
    days: { critical: 5, high: 20, medium: 60, low: 120, info: null },
    shortenings: [
      { condition: 'known_exploited', threshold: null, factor: 0.5, maxDays: null },
      { condition: 'epss', threshold: 0.1, factor: null, maxDays: 14 },
    ],
    pauseAwaiting: true,
    pauseAccepted: true,
    claimedDays: 5,
    warnDays: 3,
  };
}

/** A new version in force, written past the verb: that one asks for a second factor. */
async function change({ days, shortenings, ...rules }: PolicyRules, number: number, now: Date): Promise<void> {
  await inTransaction({}, async (tx) => {
    await tx.slaPolicy.create({
      data: {
        ...rules,
        ...days,
        number,
        validFrom: new Date(now.toISOString().slice(0, 10)),
        createdAt: now,
        createdByName: 'bench',
        appliedAt: now,
        shortenings: { create: shortenings },
      },
    });
    await askAnew(tx, EVERYWHERE, 'policy', now);
  });
}

/** What the field does: read a finding, count its days in a loop, write it, one after the other. */
async function oneByOne(holidays: ReadonlySet<string>): Promise<void> {
  const { rows } = await pgPool().query<{ id: number }>(
    `SELECT id FROM finding WHERE status IN ('open', 'confirmed', 'in_progress') ORDER BY id LIMIT ${SAMPLE}`,
  );
  for (const { id } of rows) {
    const finding = await unsafeDb().finding.findUniqueOrThrow({ where: { id }, select: { firstSeenAt: true } });
    const due = new Date(finding.firstSeenAt);
    for (let left = 20; left > 0; ) {
      due.setUTCDate(due.getUTCDate() + 1);
      if (due.getUTCDay() % 6 !== 0 && !holidays.has(due.toISOString().slice(0, 10))) left -= 1;
    }
    await unsafeDb().finding.update({ where: { id }, data: { dueAt: due } });
  }
}

async function main(findings: number): Promise<void> {
  const now = new Date();
  await seeded(findings, PRODUCTS);
  await pgPool().query('TRUNCATE sla_touched, sla_sweep');
  await vacuum(['finding']);
  const ctx = benchCtx();
  const open = await unsafeDb().finding.count({ where: { status: { in: ['open', 'confirmed', 'in_progress'] } } });
  console.log(`${findings} findings in ${PRODUCTS} products, ${open} of them open`);
  const calendar = await unsafeDb().slaCalendar.findFirstOrThrow({});
  const business = rulesOf(calendar.id, true);
  const validFrom = now.toISOString().slice(0, 10);
  const input: SavePolicy = { place: EVERYWHERE, known: 1, validFrom, rules: business };
  await timed('preview of a policy for everything, in working days', open, () => previewPolicy(ctx, input));
  await change(business, 2, now);
  const set = await timed('it takes effect: each due date moves, with its history', open, () =>
    all(() => followSweeps(now)),
  );
  await inTransaction({}, (tx) => askAnew(tx, EVERYWHERE, 'policy', now));
  await timed('the same again: nothing moves', open, () => all(() => followSweeps(now)));
  await vacuum(['finding']);
  await timed('warnings and breaches, for the first time', open, () =>
    all(() => raiseDue({ ...ctx, now }, new Date(0))),
  );
  await timed('the same again: nothing is said', open, () => raiseDue({ ...ctx, now }, new Date(0)));
  await timed('of the last two days alone, as each minute', open, () => raiseDue({ ...ctx, now }, addDays(now, -2)));
  const single = await timed(`baseline: one by one, ${SAMPLE} of them`, SAMPLE, () => oneByOne(new Set()));
  console.log(`${(set / single).toFixed(1)} times the baseline`);
}

await main(Number(process.argv[2] ?? 100_000));
await disconnect();
