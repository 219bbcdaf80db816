import { z } from 'zod';
import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { advise } from '@/lib/tls/advice/advise';
import { type Change, changesBetween } from '@/lib/tls/changes';
import { changesSchema } from '@/lib/tls/changes-schema';
import { CLIENTS } from '@/lib/tls/clients/client';
import { ROW_SELECT, targetOf, toRows } from '@/lib/tls/data/rows';
import { tlsSource } from '@/lib/tls/data/source';
import { factsSchema } from '@/lib/tls/facts';
import { criteriaAt, criteriaOf } from '@/lib/tls/grade/criteria';
import type { Letter } from '@/lib/tls/grade/types';
import { gradeSchema } from '@/lib/tls/grade-schema';
import { opinionSchema } from '@/lib/tls/opinions/types';
import { isLetter } from '@/lib/tls/rules';
import { namesOfSuites, suiteMatrix } from '@/lib/tls/suite-matrix';
import { type EndpointDetail, type OpinionItem, type ScanItem, type ScanView, TRIGGERS } from '@/lib/tls/types';

/** Who looks: when, and where they may write and scan; null: nowhere. */
export type DetailViewer = { readonly now: Date; readonly write: Scope | null; readonly scan: Scope | null };

const HISTORY = 50;

const CLIENT_NAMES = Object.fromEntries(CLIENTS.map(({ id, name }) => [id, name]));

const SCAN_SELECT = {
  id: true,
  state: true,
  trigger: true,
  createdByName: true,
  createdAt: true,
  finishedAt: true,
  letter: true,
  criteria: true,
  why: true,
  changes: true,
  rootsHash: true,
} as const satisfies Prisma.TlsScanSelect;

type StoredScan = Prisma.TlsScanGetPayload<{ select: typeof SCAN_SELECT }>;

function itemOf(
  { createdByName, createdAt, finishedAt, letter, changes, rootsHash, trigger, ...scan }: StoredScan,
  kept: boolean,
): ScanItem {
  return {
    ...scan,
    trigger: TRIGGERS.find((one) => one === trigger) ?? 'schedule',
    by: createdByName,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    letter: isLetter(letter) ? letter : null,
    changes: changesSchema.parse(changes),
    kept,
  };
}

/** The newest scan that was graded and whose facts are kept. */
async function newestScan(endpointId: string, target: Letter, now: Date): Promise<ScanView | null> {
  const scan = await unsafeDb().tlsScan.findFirst({
    where: { endpointId, state: 'done' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!scan) return null;
  const facts = factsSchema.safeParse(scan.facts);
  const grade = gradeSchema.safeParse(scan);
  if (!facts.success || !grade.success || scan.finishedAt === null) return null;
  return {
    id: scan.id,
    finishedAt: scan.finishedAt.toISOString(),
    facts: facts.data,
    suites: suiteMatrix(facts.data),
    clientNames: CLIENT_NAMES,
    advice: advise(facts.data, grade.data, target, criteriaOf(grade.data.criteria) ?? criteriaAt(now)),
    ...grade.data,
  };
}

async function historyOf(endpointId: string): Promise<readonly ScanItem[]> {
  const where = { endpointId };
  const [scans, kept] = await Promise.all([
    unsafeDb().tlsScan.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: HISTORY,
      select: SCAN_SELECT,
    }),
    unsafeDb().$queryRaw`SELECT id::text FROM tls_scan WHERE endpoint_id = ${endpointId}::uuid AND facts IS NOT NULL
      ORDER BY created_at DESC LIMIT ${HISTORY}`,
  ]);
  const ids = new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(kept)
      .map(({ id }) => id),
  );
  return scans.map((scan) => itemOf(scan, ids.has(scan.id)));
}

async function findingsOf(productId: string, name: string): Promise<{ sourceId: string | null; openFindings: number }> {
  const sourceId = await tlsSource(productId, name);
  if (sourceId === null) return { sourceId, openFindings: 0 };
  const where = { sourceId, finding: { status: { in: [...OPEN_STATUSES] } } };
  return { sourceId, openFindings: await unsafeDb().findingSource.count({ where }) };
}

type StoredOpinion = Prisma.TlsOpinionGetPayload<Record<string, never>>;

function opinionOf({
  id,
  tool,
  toolVersion,
  grade,
  testedAt,
  fileName,
  uploaderName,
  ...row
}: StoredOpinion): OpinionItem[] {
  const content = opinionSchema.safeParse(row.content);
  if (!content.success) return [];
  const at = { testedAt: testedAt?.toISOString() ?? null, uploadedAt: row.uploadedAt.toISOString() };
  return [{ id, tool, toolVersion, grade, fileName, uploaderName, content: content.data, ...at }];
}

/** Suites that the history and the simulations speak of. */
function suitesIn(history: readonly ScanItem[], scan: ScanView | null): Record<string, string> {
  const changed = history.flatMap(({ changes }) => changes).map(({ params }) => String(params.suites ?? ''));
  const simulated = (scan?.facts.simulations ?? []).flatMap(({ suite }) => suite ?? []);
  return namesOfSuites([...changed.flatMap((ids) => ids.split(' ').filter(Boolean).map(Number)), ...simulated]);
}

/**
 * Everything about one endpoint.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function endpointById(scope: Scope, id: string, viewer: DetailViewer): Promise<EndpointDetail> {
  const stored = await unsafeDb().tlsEndpoint.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { ...ROW_SELECT, createdAt: true, nextScanAt: true },
  });
  if (!stored) throw new DomainError('not_found');
  const { createdAt, nextScanAt, ...listed } = stored;
  const [rows, scan, history, opinions] = await Promise.all([
    toRows([listed], viewer.now),
    newestScan(id, targetOf(stored.target), viewer.now),
    historyOf(id),
    unsafeDb().tlsOpinion.findMany({ where: { endpointId: id }, orderBy: { uploadedAt: 'desc' }, take: 20 }),
  ]);
  const [row] = rows;
  if (!row) throw new DomainError('not_found');
  const may = (right: Scope | null) => right !== null && inScope(right, row.product.id);
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    nextScanAt: nextScanAt?.toISOString() ?? null,
    scan,
    history,
    suiteNames: suitesIn(history, scan),
    opinions: opinions.flatMap(opinionOf),
    ...(await findingsOf(row.product.id, row.name)),
    rights: { write: may(viewer.write), scan: may(viewer.scan) },
  };
}

/**
 * What is different between two scans of one endpoint whose facts are kept.
 * @throws DomainError `not_found`
 */
export async function compareScans(
  scope: Scope,
  id: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ readonly changes: readonly Change[]; readonly suiteNames: Readonly<Record<string, string>> }> {
  const scans = await unsafeDb().tlsScan.findMany({
    where: { id: { in: [from, to] }, endpointId: id, state: 'done', endpoint: { productId: productFilter(scope) } },
    select: { id: true, facts: true, letter: true, criteria: true },
  });
  const looked = (scanId: string) => {
    const scan = scans.find((one) => one.id === scanId);
    const facts = factsSchema.safeParse(scan?.facts);
    if (!scan || !facts.success) throw new DomainError('not_found');
    const letter = isLetter(scan.letter) ? scan.letter : null;
    return { facts: facts.data, grade: { letter, criteria: scan.criteria ?? '' } };
  };
  const changes = changesBetween(looked(from), looked(to));
  const ids = changes.flatMap(({ params }) =>
    String(params.suites ?? '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
  return { changes, suiteNames: namesOfSuites(ids) };
}
