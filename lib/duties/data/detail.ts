import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import {
  appliesOf,
  dutyInclude,
  factsOf,
  type KnownDuty,
  knownDuties,
  type StoredDuty,
  stageFactsOf,
} from '@/lib/duties/data/known';
import { switchedOffAt } from '@/lib/duties/data/switches';
import { addDuration } from '@/lib/duties/duration';
import { missingOf, type SheetValues, sheetSchema } from '@/lib/duties/fields';
import { type IncidentFacts, stageTimes } from '@/lib/duties/rules';
import {
  CHANNELS,
  type DutiesDetail,
  type DutyAskItem,
  type DutyItem,
  type DutyReportItem,
  type StageItem,
} from '@/lib/duties/types';

/** Who looks: when, and where they may do what; null: nowhere. */
export type DutyViewer = { readonly now: Date; readonly write: Scope | null; readonly decide: Scope | null };

const iso = (at: Date | null) => at?.toISOString() ?? null;

function reportItem(row: StoredDuty['reports'][number]): DutyReportItem {
  const { id, number, sentAt, sentBy, channel, reference, receipt, delayReason, dueAt, values } = row;
  return {
    ...{ id, number, sentBy, reference, receipt, delayReason },
    sentAt: sentAt.toISOString(),
    channel: CHANNELS.find((one) => one === channel) ?? 'other',
    late: number === 1 && dueAt !== null && sentAt > dueAt,
    values: sheetSchema.parse(values),
  };
}

function askItem({ id, stage, askedAt, question, dueAt, answer, answeredAt, answeredBy }: StoredDuty['asks'][number]) {
  return {
    ...{ id, stage, question, answer, answeredBy },
    ...{ askedAt: askedAt.toISOString(), dueAt: iso(dueAt), answeredAt: iso(answeredAt) },
  } satisfies DutyAskItem;
}

function stageItems({ edition, duty }: KnownDuty, facts: IncidentFacts, values: SheetValues): StageItem[] {
  const known = stageFactsOf(duty, facts);
  return edition.stages.map((stage) => {
    const { state, startedAt, dueAt } = stageTimes(stage, edition, known);
    const { id, article, recipients, fields, startsFrom } = stage;
    const reports = (duty?.reports ?? []).filter((one) => one.stage === id).map(reportItem);
    return {
      ...{ id, article, recipients, fields, startsFrom, state, reports },
      ...{ startedAt: iso(startedAt), dueAt: iso(dueAt), missing: missingOf(fields, values) },
    };
  });
}

function dutyItem(known: KnownDuty, facts: IncidentFacts, values: SheetValues): DutyItem {
  const { regime, edition, duty, off } = known;
  const applies = appliesOf(duty?.applies ?? 'undecided');
  const proposedBy = duty?.proposedBy ?? [];
  const awaited = applies === 'undecided' && proposedBy.length > 0;
  return {
    ...{ regime: regime.id, title: regime.title, source: edition.source, edition: edition.validFrom },
    ...{ applies, proposedBy, reason: duty?.reason ?? '', trustService: duty?.trustService ?? false },
    asksTrustService: edition.stages.some(({ trustServiceDue }) => trustServiceDue !== undefined),
    decidedAt: iso(duty?.decidedAt ?? null),
    decidedBy: duty?.decidedBy ?? '',
    decideBy: awaited ? iso(addDuration(facts.declaredAt, edition.decideWithin)) : null,
    ...{ off, version: duty?.version ?? 0 },
    stages: stageItems(known, facts, values),
    asks: (duty?.asks ?? []).map(askItem),
  };
}

/**
 * What an incident has to be reported as: every regime that was in force, decided or not.
 * @throws DomainError `not_found` where the incident does not exist or lies outside the scope: the two look alike
 */
export async function dutiesByNumber(scope: Scope, number: number, viewer: DutyViewer): Promise<DutiesDetail> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    include: {
      product: { select: { name: true, dataClass: true } },
      dutySheet: true,
      duties: { include: dutyInclude },
    },
  });
  if (!row) throw new DomainError('not_found');
  const { product, dutySheet: sheet } = row;
  const facts = factsOf(row, product.dataClass);
  const values = sheetSchema.parse(sheet?.values ?? {});
  const duties = knownDuties(row.duties, facts, await switchedOffAt(unsafeDb(), row.declaredAt));
  // What the organisation is not asked about comes last.
  const known = duties.toSorted((a, b) => Number(a.off !== null) - Number(b.off !== null));
  const reaches = (right: Scope | null) => right !== null && inScope(right, row.productId);
  return {
    incident: {
      ...{ id: row.id, number, title: row.title, product: product.name, version: row.version },
      detectedAt: row.detectedAt.toISOString(),
      declaredAt: row.declaredAt.toISOString(),
      awareAt: iso(row.awareAt),
    },
    now: viewer.now.toISOString(),
    sheet: {
      ...{ values, version: sheet?.version ?? 0 },
      updatedAt: iso(sheet?.updatedAt ?? null),
      updatedBy: sheet?.updatedBy ?? '',
    },
    duties: known.map((one) => dutyItem(one, facts, values)),
    rights: { write: reaches(viewer.write), decide: reaches(viewer.decide) },
  };
}
