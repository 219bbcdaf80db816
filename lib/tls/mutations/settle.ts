import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { takeReport } from '@/lib/imports/mutations/receive';
import { TLS_FORMAT } from '@/lib/imports/tls-source';
import { type Change, changesBetween } from '@/lib/tls/changes';
import { lastLooked, rsaKeys } from '@/lib/tls/data/material';
import { hasReported } from '@/lib/tls/data/source';
import { type ScanFacts, VERSIONS } from '@/lib/tls/facts';
import { documentOf } from '@/lib/tls/finding-entry';
import { findingsOf, type ReasonWords, type TlsFindings } from '@/lib/tls/findings';
import type { Grade, Letter } from '@/lib/tls/grade/types';
import type { ClaimedScan } from '@/lib/tls/mutations/attempt';
import { tellOwner } from '@/lib/tls/mutations/tell';
import { placeMarks, placeName } from '@/lib/tls/place';
import { certificatesUnseen, isLetter, meets, nextExpiry, nextTurn, rankOf, trendWith } from '@/lib/tls/rules';

/** The scan was cancelled, taken over, or its endpoint is gone: what it found counts for nothing. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

type Graded = { readonly facts: ScanFacts; readonly grade: Grade & { readonly letter: Letter } };

async function requireMine(tx: Tx, { id, attempt }: ClaimedScan): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT FROM tls_scan WHERE id = ${id}::uuid AND attempts = ${attempt} AND state = 'running' FOR UPDATE`;
  if (held.length === 0) throw new Superseded();
}

const endpointSelect = {
  target: true,
  warnDays: true,
  everyHours: true,
  letter: true,
  trend: true,
  heldLetter: true,
  weaknesses: true,
  ownerId: true,
  expiresAt: true,
  expiryDueAt: true,
  lastGradedAt: true,
  keyHashes: true,
  ssl2: true,
} as const;

/**
 * Writes down that the server could not be graded, and why: what was known stays as it was, and no finding is closed.
 * @throws Superseded
 */
export async function settleUnknown(ctx: Ctx, scan: ClaimedScan, why: string, facts: ScanFacts | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await requireMine(tx, scan);
    const { trend, everyHours } = await tx.tlsEndpoint.findUniqueOrThrow({
      where: { id: scan.endpointId },
      select: endpointSelect,
    });
    await tx.tlsScan.update({
      where: { id: scan.id },
      data: { state: 'unknown', finishedAt: ctx.now, why, ...(facts && { facts }) },
    });
    await tx.tlsEndpoint.update({
      where: { id: scan.endpointId },
      data: {
        activeScanId: null,
        lastScanAt: ctx.now,
        why,
        trend: trendWith(trend, null),
        nextScanAt: nextTurn(everyHours, false, ctx.now),
      },
    });
  });
}

/** After its last attempt: our fault, and shown as such. */
export async function failScan(ctx: Ctx, { id, endpointId, attempt }: ClaimedScan): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.tlsScan.updateMany({
      where: { id, attempts: attempt, state: 'running' },
      data: { state: 'failed', finishedAt: ctx.now, why: 'unexpected' },
    });
    if (count === 0) return;
    const { everyHours } = await tx.tlsEndpoint.findUniqueOrThrow({
      where: { id: endpointId },
      select: endpointSelect,
    });
    await tx.tlsEndpoint.update({
      where: { id: endpointId },
      data: { activeScanId: null, why: 'unexpected', nextScanAt: nextTurn(everyHours, false, ctx.now) },
    });
  });
}

type Endpoint = Awaited<ReturnType<typeof endpointNow>>;

function endpointNow(db: Pick<Tx, 'tlsEndpoint'>, id: string) {
  return db.tlsEndpoint.findUnique({ where: { id }, select: endpointSelect });
}

type Result = Graded & { readonly changes: readonly Change[]; readonly found: TlsFindings };

function scanRow(ctx: Ctx, { facts, grade, changes }: Result, importId: string | null) {
  const { letter, trustIgnored, scores, reasons, criteria, byGuide } = grade;
  return {
    state: 'done' as const,
    finishedAt: ctx.now,
    facts,
    letter,
    trustIgnored,
    ...(scores && { scores: { ...scores } }),
    reasons: reasons.map((reason) => ({ ...reason, params: { ...reason.params } })),
    criteria,
    byGuide,
    rootsNode: facts.roots.node,
    rootsHash: facts.roots.hash,
    changes: changes.map((change) => ({ ...change, params: { ...change.params } })),
    importId,
  };
}

function endpointRow(ctx: Ctx, endpoint: NonNullable<Endpoint>, { facts, grade, changes, found }: Result) {
  const expiry = nextExpiry(facts, endpoint.warnDays);
  const { expiresAt, expiryDueAt } = certificatesUnseen(facts)
    ? endpoint
    : { expiresAt: expiry?.at ?? null, expiryDueAt: expiry?.dueAt ?? null };
  const target = isLetter(endpoint.target) ? endpoint.target : 'A';
  return {
    activeScanId: null,
    nextScanAt: nextTurn(endpoint.everyHours, true, ctx.now),
    letter: grade.letter,
    rank: rankOf(grade.letter),
    trend: trendWith(endpoint.trend, grade.letter),
    targetMet: meets(grade.letter, target),
    expiresAt,
    expiryDueAt,
    protocols: VERSIONS.filter((version) => facts.protocols[version].offered),
    lastScanAt: ctx.now,
    lastGradedAt: ctx.now,
    why: null,
    changes: changes.length,
    worse: changes.filter(({ way }) => way === 'worse').length,
    heldLetter: found.heldLetter,
    weaknesses: [...found.weaknesses],
    keyHashes: certificatesUnseen(facts) ? endpoint.keyHashes : rsaKeys(facts),
    ssl2: facts.protocols.ssl2.offered ?? endpoint.ssl2,
  };
}

async function write(tx: Tx, ctx: Ctx, scan: ClaimedScan, result: Result, importId: string | null): Promise<void> {
  await requireMine(tx, scan);
  const endpoint = await endpointNow(tx, scan.endpointId);
  if (!endpoint) throw new Superseded();
  await tx.tlsScan.update({ where: { id: scan.id }, data: scanRow(ctx, result, importId) });
  const row = endpointRow(ctx, endpoint, result);
  await tx.tlsEndpoint.update({ where: { id: scan.endpointId }, data: row });
  if (endpoint.letter !== row.letter) {
    await appendAudit(tx, ctx, {
      action: 'tls.graded',
      target: { kind: 'tls-endpoint', id: scan.endpointId },
      productId: scan.productId,
      data: { before: endpoint.letter, after: row.letter, criteria: result.grade.criteria, scan: scan.id },
    });
  }
  await tellOwner(tx, ctx, { ...scan, name: placeName(scan.place) }, { before: endpoint, after: row });
}

/**
 * Writes down what a scan found: facts, grade and what changed; the endpoint's line of the list; findings, as a report that
 * the import reads. All of it is committed together, or nothing.
 * @throws Superseded
 */
export async function settleGraded(ctx: Ctx, scan: ClaimedScan, graded: Graded, words: ReasonWords): Promise<void> {
  const [before, endpoint] = [await lastLooked(scan.endpointId), await endpointNow(unsafeDb(), scan.endpointId)];
  if (!endpoint) throw new Superseded();
  const judged = {
    ...graded,
    target: isLetter(endpoint.target) ? endpoint.target : ('A' as const),
    warnDays: endpoint.warnDays,
    heldLetter: isLetter(endpoint.heldLetter) ? endpoint.heldLetter : null,
    weaknesses: endpoint.weaknesses,
    expiryDueBefore: endpoint.expiryDueAt,
    criteriaBefore: before?.grade.criteria ?? null,
    now: ctx.now,
  };
  const found = findingsOf(judged, words);
  const result = { ...graded, found, changes: before ? changesBetween(before, graded) : [] };
  const name = placeName(scan.place);
  const { host, port } = scan.place;
  // One that never had a finding has nothing to close: no import a day that says nothing.
  if (found.entries.length === 0 && !(await hasReported(scan.endpointId, scan.productId, name))) {
    return inTransaction(ctx, (tx) => write(tx, ctx, scan, result, null));
  }
  await takeReport(ctx, {
    productId: scan.productId,
    fileName: `${host}-${port}.json`,
    body: documentOf({ name, host, port, marks: placeMarks(scan.place) }, found.entries),
    options: () => ({ target: name, format: TLS_FORMAT, complete: true, scan_at: new Date(graded.facts.startedAt) }),
    also: (tx, importId) => write(tx, ctx, scan, result, importId),
  });
}
