import type { Scope } from '@/lib/access/policy';
import { changedSince, type PastFacts } from '@/lib/compliance/data/past';
import { type Currency, currency, DOCUMENT_KINDS, type DocumentKind } from '@/lib/compliance/programme';
import type { Person } from '@/lib/compliance/view-types';
import { isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';

export type DocumentRow = {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly edition: string;
  readonly place: string;
  readonly owner: Person;
  readonly reviewMonths: number;
  /** `YYYY-MM-DD` */
  readonly reviewedOn: string | null;
  readonly reviewedBy: string;
  readonly reviewDueOn: string;
  readonly validUntil: string | null;
  readonly archived: boolean;
  readonly state: Currency;
};

const include = {
  owner: { select: { id: true, name: true } },
  reviews: { orderBy: { number: 'desc' }, take: 1 },
} as const satisfies Prisma.ComplianceDocumentInclude;

type Stored = Prisma.ComplianceDocumentGetPayload<{ include: typeof include }>;

const dayOf = (day: Date | null) => day && isoDay(day);

function toRow(row: Stored, at: Date): DocumentRow {
  const { id, number, version, title, place, owner, reviewMonths, archivedAt } = row;
  const [review] = row.reviews;
  const known = review ?? row;
  const days = {
    reviewedOn: dayOf(known.reviewedOn),
    reviewDueOn: isoDay(known.reviewDueOn),
    validUntil: dayOf(known.validUntil),
  };
  return {
    ...{ id, number, version, title, place, owner, reviewMonths, ...days, edition: known.edition },
    kind: DOCUMENT_KINDS.find((one) => one === row.kind) ?? 'other',
    reviewedBy: known.reviewedOn === null ? '' : (review?.actorName ?? ''),
    archived: archivedAt !== null && archivedAt <= at,
    state: currency(days, isoDay(at)),
  };
}

/** How it stood, where the audit trail knows that it was changed since. */
function documentThen(row: Stored, past: PastFacts | undefined): Stored {
  if (!past) return row;
  const { kind = row.kind, title = row.title, place = row.place, owner = row.owner, actions } = past;
  const { reviewMonths = row.reviewMonths } = past;
  const shelved = actions.filter((action) => action === 'document.archived' || action === 'document.restored').at(-1);
  const archivedAt = shelved === 'document.archived' ? row.createdAt : null;
  return { ...row, kind, title, place, owner, reviewMonths, archivedAt };
}

async function register(at: Date): Promise<readonly DocumentRow[]> {
  const rows = await unsafeDb().complianceDocument.findMany({
    where: { createdAt: { lte: at } },
    orderBy: { number: 'asc' },
    include: { ...include, reviews: { ...include.reviews, where: { at: { lte: at } } } },
  });
  const past = await changedSince('compliance-document', at);
  return rows.map((row) => toRow(documentThen(row, past.get(row.id)), at));
}

/** The register as it was at a moment: what was reviewed later was not yet. Archived documents come last. */
export async function documentsAt(_scope: Scope, at: Date): Promise<readonly DocumentRow[]> {
  return (await register(at)).toSorted((a, b) => Number(a.archived) - Number(b.archived) || a.number - b.number);
}

/** For programme safeguards H3 and H4: documents in use at a moment, by kind and by whether they counted. */
export async function currenciesAt(
  at: Date,
): Promise<readonly { readonly kind: DocumentKind; readonly state: Currency; readonly count: number }[]> {
  const inUse = (await register(at)).filter(({ archived }) => !archived);
  return [...Map.groupBy(inUse, ({ kind, state }) => `${kind} ${state}`).values()].flatMap((same) =>
    same.slice(0, 1).map(({ kind, state }) => ({ kind, state, count: same.length })),
  );
}
