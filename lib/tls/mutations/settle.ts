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
import { expectScans } from '@/lib/tls/mutations/expect';
import { holdScan, type ScannedEndpoint, scannedEndpoint } from '@/lib/tls/mutations/hold-scan';
import { tellOwner } from '@/lib/tls/mutations/tell';
import { placeMarks, placeName } from '@/lib/tls/place';
import { certificatesUnseen, isLetter, meets, nextExpiry, nextTurn, rankOf, trendWith } from '@/lib/tls/rules';

/** Somebody changed the endpoint between the look at it and the write: what was made of it is made again. */
class Changed extends Error {
  override readonly name = 'Changed';
}

type Graded = { readonly facts: ScanFacts; readonly grade: Grade & { readonly letter: Letter } };

/** `version`: of the endpoint that it was made of. */
type Result = Graded & {
  readonly version: number;
  readonly changes: readonly Change[];
  readonly found: TlsFindings;
};

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

function endpointRow(ctx: Ctx, endpoint: ScannedEndpoint, { facts, grade, changes, found }: Result) {
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
  const endpoint = await holdScan(tx, scan);
  if (endpoint.version !== result.version) throw new Changed();
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
  const name = placeName(scan.place);
  await expectScans(tx, { productId: scan.productId, name, everyHours: endpoint.everyHours });
  await tellOwner(tx, ctx, { ...scan, name }, { before: endpoint, after: row });
}

/** How often an endpoint may change under a scan that settles, before that is nobody's doing. */
const ROUNDS = 5;

/**
 * Writes down what a scan found: facts, grade and what changed; the endpoint's line of the list; findings, as a report that
 * the import reads. All of it is committed together, or nothing.
 * @throws Superseded
 */
export async function settleGraded(ctx: Ctx, scan: ClaimedScan, graded: Graded, words: ReasonWords): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      return await settleOnce(ctx, scan, graded, words);
    } catch (error) {
      if (!(error instanceof Changed) || round === ROUNDS) throw error;
    }
  }
}

async function settleOnce(ctx: Ctx, scan: ClaimedScan, graded: Graded, words: ReasonWords): Promise<void> {
  const [before, endpoint] = [await lastLooked(scan.endpointId), await scannedEndpoint(unsafeDb(), scan.endpointId)];
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
  const result = { ...graded, version: endpoint.version, found, changes: before ? changesBetween(before, graded) : [] };
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
