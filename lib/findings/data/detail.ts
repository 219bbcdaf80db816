import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { handoverOf, isWatching, peopleNamed } from '@/lib/findings/data/following';
import { historyOf } from '@/lib/findings/data/history';
import { elsewhere, relatedSelect, toRelated } from '@/lib/findings/data/related';
import { riskOf } from '@/lib/findings/data/risk';
import { withSightings } from '@/lib/findings/data/sightings';
import { cvssSchema, locationSchema } from '@/lib/findings/detail-schema';
import { mentionedIds } from '@/lib/findings/mentions';
import { unpackRecord } from '@/lib/findings/record-pack';
import { readWakeOn } from '@/lib/findings/snooze';
import type { Evidence, FindingDetailView, FindingKind } from '@/lib/findings/types';
import { FINDING_KINDS } from '@/lib/findings/types';
import { lastSeen } from '@/lib/imports/rules';
import { SOURCE_NAME, type SourceName } from '@/lib/imports/source-name';
import { dueReason } from '@/lib/sla/data/explain';

const RELATED_MAX = 50;

const select = {
  id: true,
  version: true,
  productId: true,
  kind: true,
  scanner: true,
  title: true,
  severity: true,
  status: true,
  reason: true,
  regressed: true,
  ruleId: true,
  vulnId: true,
  ids: true,
  cwe: true,
  cvssScore: true,
  epss: true,
  priority: true,
  ssvc: true,
  knownExploited: true,
  fixAvailable: true,
  location: true,
  path: true,
  packageName: true,
  packageVersion: true,
  fixVersion: true,
  tags: true,
  firstSeenAt: true,
  dueAt: true,
  slaPausedAt: true,
  statusChangedAt: true,
  acceptanceId: true,
  handedById: true,
  updatedAt: true,
  snoozedUntil: true,
  wakeOn: true,
  wokenAt: true,
  product: { select: { name: true, slug: true } },
  assignee: { select: { id: true, name: true } },
  detail: true,
  duplicateOf: { select: relatedSelect },
  duplicates: { select: relatedSelect, orderBy: { id: 'asc' }, take: RELATED_MAX },
  sources: {
    select: {
      sourceId: true,
      present: true,
      occurrences: true,
      firstSeenAt: true,
      lastSeenAt: true,
      firstImportId: true,
      lastImportId: true,
      scannerId: true,
      unreached: true,
      source: { select: { ...SOURCE_NAME, lastCompleteAt: true } },
    },
    orderBy: { firstSeenAt: 'asc' },
  },
  comments: {
    where: { deletedAt: null },
    select: { id: true, body: true, createdAt: true, editedAt: true, author: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.FindingSelect;

type SourceRow = Omit<Evidence, keyof SourceName | 'firstSeenAt' | 'lastSeenAt' | 'sightings'> & {
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly source: SourceName & { readonly lastCompleteAt: Date | null };
};

function toEvidence({ source, firstSeenAt, ...row }: SourceRow): Omit<Evidence, 'sightings'> {
  const { lastCompleteAt, ...name } = source;
  const seen = lastSeen(row, { lastCompleteAt }).toISOString();
  return { ...row, ...name, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: seen };
}

function kindOf(kind: string): FindingKind {
  return FINDING_KINDS.find((one) => one === kind) ?? 'code';
}

/**
 * Everything about one finding, at `now`, for its reader.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function findingById(
  scope: Scope,
  id: number,
  now: Date,
  readerId: string | null = null,
): Promise<FindingDetailView> {
  const row = await unsafeDb().finding.findFirst({ where: { id, productId: productFilter(scope) }, select });
  if (!row) throw new DomainError('not_found');
  const { product, detail, sources, comments, duplicateOf, duplicates, statusChangedAt, ...finding } = row;
  const evidence = sources.map(toEvidence);
  const references = detail?.references ?? [];
  const cvss = cvssSchema.parse(detail?.cvss ?? []);
  const [history, same, reason, handover, watching, people, risk] = await Promise.all([
    historyOf(id),
    elsewhere(scope, row),
    dueReason(id, now),
    handoverOf(id),
    isWatching(id, readerId),
    peopleNamed(comments.flatMap(({ body }) => mentionedIds(body))),
    riskOf({ ...row, cvss, references }, now),
  ]);
  return {
    ...finding,
    kind: kindOf(row.kind),
    productName: product.name,
    productSlug: product.slug,
    firstSeenAt: row.firstSeenAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    slaPausedAt: row.slaPausedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    wakeOn: readWakeOn(row.wakeOn),
    wokenAt: row.wokenAt?.toISOString() ?? null,
    statusChangedAt: statusChangedAt.toISOString(),
    lastSeenAt:
      evidence
        .map((one) => one.lastSeenAt)
        .sort()
        .at(-1) ?? null,
    description: detail?.description ?? '',
    fix: detail?.fix ?? '',
    references,
    cvss,
    where: locationSchema.parse(detail?.location ?? {}),
    severityReported: detail?.severityReported ?? '',
    duplicateOf: duplicateOf ? toRelated(duplicateOf) : null,
    duplicates: duplicates.map(toRelated),
    elsewhere: same,
    evidence: await withSightings(evidence, history),
    history,
    dueReason: reason,
    handover,
    watching,
    risk,
    comments: comments.map(({ createdAt, editedAt, ...comment }) => ({
      ...comment,
      mentions: people.filter((person) => mentionedIds(comment.body).includes(person.id)),
      createdAt: createdAt.toISOString(),
      editedAt: editedAt?.toISOString() ?? null,
    })),
  };
}

/** The scanner's own record, as text. @throws DomainError `not_found` as `findingById` */
export async function rawRecord(
  scope: Scope,
  id: number,
  sourceId: string,
  db: Pick<Tx, 'findingSource' | 'recordPack'> = unsafeDb(),
): Promise<string> {
  const evidence = await db.findingSource.findFirst({
    where: { findingId: id, sourceId, finding: { productId: productFilter(scope) } },
    select: { packId: true, packAt: true },
  });
  if (!evidence) throw new DomainError('not_found');
  const pack = await db.recordPack.findUnique({ where: { id: evidence.packId }, select: { data: true } });
  const record = pack ? await unpackRecord(pack.data, evidence.packAt) : undefined;
  if (record === undefined) throw new DomainError('not_found');
  return record;
}
