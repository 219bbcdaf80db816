import { addAuditFinding } from '@/lib/compliance/mutations/audit-findings';
import { planAudit, settleAudit } from '@/lib/compliance/mutations/audits';
import { decideControl } from '@/lib/compliance/mutations/decide';
import { addDocument, reviewDocument } from '@/lib/compliance/mutations/documents';
import type { DocumentKind } from '@/lib/compliance/programme';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts: may write compliance. */
const OWNER = 'Rafael Ortiz';

const DOCUMENTS: readonly { readonly kind: DocumentKind; readonly title: string; readonly reviewed: number | null }[] =
  [
    { kind: 'policy', title: 'Information security policy', reviewed: 120 },
    { kind: 'incident', title: 'Incident response plan', reviewed: 400 },
    { kind: 'recovery', title: 'Recovery plan of the web shop', reviewed: null },
  ];

async function audits(ctx: Ctx, owner: PersonActor, ago: (days: number) => Ctx): Promise<void> {
  const plan = { scope: '', frameworks: ['iso-27001-2022'], ownerId: owner.id };
  const past = { ...plan, kind: 'internal', title: 'Access and elevation', auditor: 'Own people' } as const;
  await planAudit(ago(90), { ...past, dueOn: isoDay(ago(60).now) });
  const row = await unsafeDb().complianceAudit.findFirstOrThrow({ where: { title: past.title } });
  const heldOn = isoDay(ago(58).now);
  await settleAudit(ago(57), { ...row, heldOn, result: 'Access is reviewed; one review was late.' });
  await addAuditFinding(ago(57), {
    ...{ auditId: row.id, grade: 'minor', title: 'The review of administrators was two months late', detail: '' },
    ...{ framework: 'iso-27001-2022', control: 'A.5.18', ownerId: owner.id, dueOn: isoDay(ago(-20).now) },
  });
  const next = { ...plan, kind: 'external', title: 'Surveillance audit', auditor: 'Nordwind Cert GmbH' } as const;
  await planAudit(ctx, { ...next, dueOn: isoDay(ago(-45).now) });
}

async function documents(owner: PersonActor, ago: (days: number) => Ctx): Promise<void> {
  for (const { kind, title, reviewed } of DOCUMENTS) {
    const facts = { kind, title, place: 'https://wiki.example/isms', edition: '1.0', validUntil: null };
    const id = await addDocument(ago(420), { ...facts, ownerId: owner.id, reviewMonths: 12 });
    if (reviewed === null) continue;
    const review = { reviewedOn: isoDay(ago(reviewed).now), edition: '1.1', validUntil: null, note: '' };
    await reviewDocument(ago(reviewed), { id, version: 1, ...review });
  }
}

/** A programme of audits, a register of documents and two decisions to look at. Only where the sample's people are, and once. */
export async function loadCompliance(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().complianceAudit.count()) > 0) return;
  const owner = await actorNamed(unsafeDb(), OWNER);
  if (!owner) return;
  const ago = (days: number): Ctx => ({ ...ctx, actor: owner, now: addDays(ctx.now, -days) });
  await audits(ago(0), owner, ago);
  await documents(owner, ago);
  const said = { framework: 'iso-27001-2022', number: 0, backing: null };
  await decideControl(ago(80), {
    ...{ ...said, control: 'A.7.4', applicable: false, justification: 'No premises of our own: all is hosted' },
    ...{ implementation: '', reference: '', ownerId: null },
  });
  await decideControl(ago(80), {
    ...{ ...said, control: 'A.8.13', applicable: true, justification: '' },
    ...{ implementation: 'Nightly backups to two sites', reference: 'Recovery plan', ownerId: owner.id },
  });
}
