import { z } from 'zod';
import { holdersOf } from '@/lib/access/data/holders';
import { scopeOf } from '@/lib/access/policy';
import { rangesOf } from '@/lib/core/addresses/settings-schema';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { toPdf } from '@/lib/core/document/pdf';
import type { PlainDocument } from '@/lib/core/document/types';
import { eachForItself } from '@/lib/core/each';
import { env } from '@/lib/core/env';
import { isLocale } from '@/lib/core/i18n/locales';
import { log } from '@/lib/core/log';
import { setting } from '@/lib/core/settings';
import { failure, type Outcome, TRIES_MAX, waitAfter } from '@/lib/escalation/channels/outcome';
import { sendLetter } from '@/lib/escalation/channels/send';
import type { Net } from '@/lib/escalation/channels/types';
import { CHANNEL_RANGES_DEFAULT, channelRangesSchema } from '@/lib/escalation/settings-schema';
import { notify } from '@/lib/notices/mutations';
import { reportByNumber } from '@/lib/reports/data/list';
import { reportDocument } from '@/lib/reports/document';
import { reportHref, reportName } from '@/lib/reports/place';
import { reaches } from '@/lib/reports/rights';
import { readyNotice } from '@/lib/reports/schedules/run-due';
import { reportWords } from '@/lib/reports/words';

const TIMEOUT_MS = 20_000;
/** Whoever took a delivery and says nothing for so long was killed: another one tries it. */
const LEASE_MS = 120_000;
const BATCH = 20;

/** What time it is, asked anew at each step: a batch takes longer than a lease. */
export type Clock = () => Promise<Date>;

const clockSchema = z.tuple([z.object({ now: z.date() })]);

/** That of the database, the same for all workers. */
async function databaseClock(): Promise<Date> {
  const [{ now }] = clockSchema.parse(await unsafeDb().$queryRaw`SELECT clock_timestamp() AS now`);
  return now;
}

const takenSchema = z.array(z.object({ id: z.string(), tries: z.number() }));
type Taken = z.infer<typeof takenSchema>[number];

/** One delivery that is due at `ctx.now`, for this worker alone, until its lease from then is over. */
async function take(ctx: Ctx): Promise<Taken | null> {
  return inTransaction(ctx, async (tx) => {
    const [taken] = takenSchema.parse(
      await tx.$queryRaw`
        UPDATE report_delivery AS d SET state = 'sending', tries = d.tries + 1,
          next_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
        FROM (SELECT id FROM report_delivery WHERE next_at <= ${ctx.now} ORDER BY next_at, id LIMIT 1
          FOR UPDATE SKIP LOCKED) AS due
        WHERE d.id = due.id RETURNING d.id::text, d.tries`,
    );
    return taken ?? null;
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

function read(id: string) {
  return unsafeDb().reportDelivery.findUnique({
    where: { id },
    include: { person: { select: { id: true, email: true, locale: true, timeZone: true } } },
  });
}

/** What the first page says before its figures, paragraph by paragraph: how much holds, and first of all whether that is known. */
function opening({ blocks }: PlainDocument): readonly string[] {
  const from = blocks.findIndex(({ kind }) => kind === 'text');
  const length = blocks.slice(from).findIndex(({ kind }) => kind !== 'text');
  return blocks.slice(from, from + length).flatMap((block) => (block.kind === 'text' ? [block.text] : []));
}

/** The letter with the report as it is for this person today; null: they may not see it. */
async function letterOf(ctx: Ctx, { id, number, person }: Row) {
  const [holder] = await holdersOf('posture:read', person.id);
  if (!holder) return null;
  const own = { ...ctx, actor: holder.actor };
  const scope = scopeOf(own, 'posture:read');
  const place = await unsafeDb().report.findUnique({
    where: { number },
    select: { teamId: true, productIds: true },
  });
  if (!scope || !place || !reaches(scope, place)) return null;
  const report = await reportByNumber(own, scope, number);
  const locale = isLocale(person.locale) ? person.locale : 'en';
  const words = await reportWords(locale, person.timeZone ?? 'UTC', ctx.now);
  const document = reportDocument(report, words, { withAnnex: true });
  const link = new URL(reportHref(number), env().NEXTAUTH_URL).href;
  const name = `${reportName(number)}-${report.content.asOf.slice(0, 10)}-${locale}.pdf`;
  return {
    ...{ id, to: person.email, subject: `${document.title} (${reportName(number)})`, urgent: false },
    text: [document.subtitle, ...opening(document), link].join('\n\n'),
    attachments: [{ filename: name, contentType: 'application/pdf', content: Buffer.from(await toPdf(document)) }],
  };
}

async function trySending(ctx: Ctx, row: Row, net: Net): Promise<Outcome | 'left_out'> {
  const letter = await letterOf(ctx, row);
  if (letter === null) return 'left_out';
  const channel = await unsafeDb().escalationChannel.findFirst({
    where: { kind: 'smtp', enabled: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return sendLetter(letter, channel, net);
}

function stateAfter(outcome: Outcome | 'left_out', tries: number, now: Date) {
  if (outcome === 'left_out') return { state: 'left_out', nextAt: null, error: '' };
  if (outcome.ok) return { state: 'sent', nextAt: null, error: '', sentAt: now };
  const wait = waitAfter(tries, outcome);
  if (wait === null) return { state: 'failed', nextAt: null, error: outcome.error };
  return { state: 'queued', nextAt: new Date(now.getTime() + wait), error: outcome.error };
}

type Way = { readonly net: Net; readonly clock: Clock };

/** Whoever took it settles it; whom no letter reached reads of the report in Lagebild. */
async function settle(ctx: Ctx, { id, tries }: Taken, row: Row, outcome: Outcome | 'left_out'): Promise<void> {
  const data = stateAfter(outcome, tries, ctx.now);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.reportDelivery.updateMany({ where: { id, tries, state: 'sending' }, data });
    if (count > 0 && data.state === 'failed') await notify(tx, ctx, [readyNotice(row.personId, row.number)]);
  });
}

async function sendOne(ctx: Ctx, taken: Taken, { net, clock }: Way): Promise<void> {
  const row = await read(taken.id);
  if (!row) return;
  const settled = async (outcome: Outcome | 'left_out') => settle({ ...ctx, now: await clock() }, taken, row, outcome);
  if (taken.tries > TRIES_MAX) return settled(failure('rejected'));
  try {
    await settled(await trySending(ctx, row, net));
  } catch (error) {
    log().error({ err: error, id: taken.id }, 'a report could not be sent');
    await settled(failure('internal'));
  }
}

/**
 * Sends reports that wait to the people who may see them today, as PDF in their language. Somebody killed after a letter went
 * out and before that was written down has it sent again, with the same message id. `clock`: what leases and turns count from.
 */
export async function sendReports(ctx: Ctx, more: Partial<Net> = {}, clock: Clock = databaseClock): Promise<void> {
  const allowed = rangesOf(await setting('escalation.ranges', channelRangesSchema, CHANNEL_RANGES_DEFAULT));
  for (let left = BATCH; left > 0; left--) {
    const own = { ...ctx, now: await clock() };
    const net: Net = { allowed, timeoutMs: TIMEOUT_MS, now: own.now, ...more };
    const taken = await take(own);
    if (!taken) return;
    await eachForItself([taken], 'sending a report', (one) => sendOne(own, one, { net, clock }));
  }
}
