import type { Ctx } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import type { Entry } from '@/lib/engagements/entry';
import { addFile } from '@/lib/engagements/mutations/attach';
import { enterFindings } from '@/lib/engagements/mutations/enter';
import { moveEngagement } from '@/lib/engagements/mutations/move';
import { recordRetest } from '@/lib/engagements/mutations/retest';
import { createEngagement } from '@/lib/engagements/mutations/write';
import type { EngagementVerb } from '@/lib/engagements/rules';
import type { RecordRetest } from '@/lib/engagements/schema';
import { runImport } from '@/lib/imports/run';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts and samples/organisation.json. */
const OWNER = 'Anna Sommer';
const PRODUCT = 'Web shop';
const TESTERS = ['Mira Lund', 'Jonas Feld'];

const REPORT = `# Penetration test of the web shop (sample)

Four findings, one of them critical. Details are entered as findings of the product.
`;

function entry(title: string, more: Partial<Entry>): Entry {
  return {
    title,
    severity: 'medium',
    location: '',
    parameter: '',
    cvss: '',
    cwe: [],
    description: '',
    fix: '',
    references: [],
    reference: '',
    ...more,
  };
}

const FINDINGS: readonly Entry[] = [
  entry('Orders of other customers can be read by their number', {
    severity: 'critical',
    location: 'https://shop.example/api/orders/1042',
    cvss: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:L/A:N',
    cwe: [639],
    description: 'With the session of one customer, `GET /api/orders/1042` shows the order and address of another one.',
    fix: 'Check on the server that the order belongs to whoever asks for it.',
    references: ['https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/'],
    reference: 'NL-01',
  }),
  entry('Reviews of products keep scripts', {
    severity: 'high',
    location: 'https://shop.example/products/17/reviews',
    parameter: 'text',
    cvss: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:L/A:N',
    cwe: [79],
    description: 'A review with a script runs in the browser of whoever reads it.',
    fix: 'Encode reviews when they are shown, and set a content security policy.',
    reference: 'NL-02',
  }),
  entry('Sessions outlive sign-out', {
    location: 'https://shop.example/account/sign-out',
    cwe: [613],
    description: 'The cookie of a session that was signed out is accepted for eight more hours.',
    fix: 'End the session on the server.',
    reference: 'NL-03',
  }),
  entry('Back office answers from the internet', {
    severity: 'low',
    location: 'backoffice.shop.example:443',
    cwe: [668],
    description: 'The sign-in page of the back office can be reached from anywhere.',
    fix: 'Let only the office network and the VPN reach it.',
    reference: 'NL-04',
  }),
];

/** What the retest said, by the testers' numbers. */
const RETEST: Readonly<Record<string, Pick<RecordRetest['outcomes'][number], 'outcome' | 'note'>>> = {
  'NL-01': { outcome: 'fixed', note: '' },
  'NL-02': { outcome: 'partly', note: 'Reviews are encoded, names of reviewers are not.' },
  'NL-03': { outcome: 'not_fixed', note: '' },
  'NL-04': { outcome: 'not_retested', note: '' },
};

async function move(ctx: Ctx, number: number, verb: EngagementVerb): Promise<void> {
  const { id, version } = await unsafeDb().engagement.findUniqueOrThrow({ where: { number } });
  await moveEngagement(ctx, { id, version, verb, note: '', dueOn: null });
}

async function retest(ctx: Ctx, number: number): Promise<void> {
  const { id, version, productId } = await unsafeDb().engagement.findUniqueOrThrow({ where: { number } });
  const found = await unsafeDb().findingSource.findMany({
    where: { scannerId: { in: Object.keys(RETEST) }, finding: { productId } },
    select: { findingId: true, scannerId: true },
    orderBy: { findingId: 'asc' },
  });
  const outcomes = found.flatMap(({ findingId, scannerId }) => {
    const said = scannerId === null ? undefined : RETEST[scannerId];
    return said ? [{ findingId, ...said }] : [];
  });
  const [testedOn, nextDueOn] = [isoDay(ctx.now), isoDay(addDays(ctx.now, 24))];
  await recordRetest(ctx, { id, version, testedOn, testers: TESTERS.slice(0, 1), note: '', outcomes, nextDueOn });
}

/** A penetration test with its findings and a retest to look at. Only where the sample's people are, and once. */
export async function loadEngagements(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().engagement.count()) > 0) return;
  const actor = await actorNamed(unsafeDb(), OWNER);
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  if (!actor || !product) return;
  const ago = (days: number): Ctx => ({ ...ctx, actor, now: addDays(ctx.now, -days) });
  const number = await createEngagement(ago(35), {
    productId: product.id,
    title: 'Web shop and its API, before the season',
    kind: 'both',
    performer: 'third_party',
    company: 'Nordlicht Security GmbH',
    testers: TESTERS,
    inScope: 'https://shop.example and its API, with two customer accounts and one of the back office, on staging',
    outOfScope: 'The payment provider; attacks that make the shop unavailable',
    method: 'OWASP WSTG 4.2',
    startsOn: isoDay(ago(29).now),
    endsOn: isoDay(ago(20).now),
  });
  await move(ago(29), number, 'start');
  await addFile(ago(18), { number, name: 'summary.md', content: new Uint8Array(Buffer.from(REPORT)) });
  await move(ago(18), number, 'report');
  const importId = await enterFindings(ago(18), { number, entries: FINDINGS, way: 'csv', replace: true });
  await runImport({ ...ctx, now: ago(18).now }, importId, { last: true });
  await retest(ago(4), number);
}
