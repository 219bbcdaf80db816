import { requirePermission, type Scope } from '@/lib/access/policy';
import { frameworkAt } from '@/lib/compliance/data/controls';
import { allDecisions } from '@/lib/compliance/data/decisions';
import { documentsAt } from '@/lib/compliance/data/documents';
import { everyAuditAt } from '@/lib/compliance/data/programme';
import { safeguardsAt } from '@/lib/compliance/data/safeguards';
import { manifestOf, type PackageContent, packageFiles, sha256, sumsOf } from '@/lib/compliance/package-files';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, type Prisma, unsafeDb } from '@/lib/core/db';
import { LOCALES } from '@/lib/core/i18n/locales';
import { log } from '@/lib/core/log';
import { zipOf } from '@/lib/core/zip';
import { lastJudged } from '@/lib/safeguards/data/runs';

/** A package can be fetched for so long; then its content goes, what is known of it stays. */
const KEEP_DAYS = 30;
/** Of the packed file: it is held whole while it is made. */
const BYTES_MAX = 200_000_000;
/** A worker that has had it for so long has ended over it. */
const LEASE_MS = 10 * 60_000;
export const TRIES_MAX = 3;

async function contentOf(scope: Scope, framework: string, at: Date): Promise<PackageContent> {
  const [view, judged, safeguards, decisions, audits, documents] = await Promise.all([
    frameworkAt(scope, framework, at),
    lastJudged(at),
    safeguardsAt(at),
    allDecisions(scope, framework, at),
    everyAuditAt(scope, at),
    documentsAt(scope, at),
  ]);
  return { framework: view, judged, safeguards: [...safeguards.values()], decisions, audits, documents };
}

type Asked = Prisma.EvidencePackageGetPayload<{ omit: { data: true } }>;

async function make(ctx: Ctx, asked: Asked): Promise<Buffer> {
  const scope = requirePermission(ctx, 'compliance:read');
  const locale = LOCALES.find((one) => one === asked.locale) ?? 'en';
  const content = await contentOf(scope, asked.framework, asked.asOf);
  const tables = await packageFiles(content, locale);
  const times = { asOf: asked.asOf.toISOString(), madeAt: ctx.now.toISOString() };
  const about = { id: asked.id, ...times, askedBy: asked.askedByName, locale };
  const manifest = { path: 'manifest.json', bytes: Buffer.from(manifestOf(about, content, tables)) };
  const sums = { path: 'SHA256SUMS', bytes: Buffer.from(sumsOf([manifest, ...tables])) };
  const zip = await zipOf([manifest, sums, ...tables].map((file) => ({ ...file, at: ctx.now })));
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of zip.bytes) {
    size += part.length;
    if (size > BYTES_MAX) throw new Error(`an evidence package of more than ${BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Keeps what was made, where nobody was faster. */
async function keep(ctx: Ctx, asked: Asked, made: Buffer | null): Promise<void> {
  const facts = made && { size: made.length, sha256: sha256(made) };
  const data = made
    ? { ...facts, state: 'ready', data: new Uint8Array(made), readyAt: ctx.now, expiresAt: addDays(ctx.now, KEEP_DAYS) }
    : { state: 'failed' };
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.evidencePackage.updateMany({ where: { id: asked.id, state: 'asked' }, data });
    if (count === 0) return;
    await appendAudit(tx, ctx, {
      action: made ? 'evidence-package.made' : 'evidence-package.failed',
      target: { kind: 'evidence-package', id: asked.id },
      data: { framework: asked.framework, ...facts },
    });
  });
}

/** The next run takes up what is left. */
const AT_ONCE = 5;

/** Takes one up, where no other worker was faster. */
async function take(ctx: Ctx, { id, tries }: Asked): Promise<boolean> {
  const { count } = await unsafeDb().evidencePackage.updateMany({
    where: { id, tries, state: 'asked' },
    data: { tries: tries + 1, takenAt: ctx.now },
  });
  return count === 1;
}

async function tryMaking(ctx: Ctx, asked: Asked): Promise<Buffer | null> {
  try {
    if (asked.tries >= TRIES_MAX) throw new Error('every worker that took it up has ended over it');
    return await make(ctx, asked);
  } catch (error) {
    log().error({ err: error, package: asked.id }, 'evidence package failed');
    return null;
  }
}

/**
 * Makes packages that were asked for, the oldest first. One over which workers end, or that is too large, has failed for good:
 * who still wants it asks again.
 * @returns how many were taken up
 */
export async function makePackages(ctx: Ctx): Promise<number> {
  const left = new Date(ctx.now.getTime() - LEASE_MS);
  const waiting = await unsafeDb().evidencePackage.findMany({
    where: { state: 'asked', OR: [{ takenAt: null }, { takenAt: { lte: left } }] },
    orderBy: { askedAt: 'asc' },
    take: AT_ONCE,
    omit: { data: true },
  });
  let taken = 0;
  for (const asked of waiting) {
    if (!(await take(ctx, asked))) continue;
    taken += 1;
    await keep(ctx, asked, await tryMaking(ctx, asked));
  }
  return taken;
}

/** Takes the content of packages away whose time is over. @returns how many */
export async function expirePackages(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const gone = await tx.evidencePackage.updateManyAndReturn({
      where: { state: 'ready', expiresAt: { lte: ctx.now } },
      data: { state: 'expired', data: null },
      select: { id: true, framework: true, sha256: true },
    });
    for (const { id, framework, sha256: hash } of gone) {
      const target = { kind: 'evidence-package', id };
      await appendAudit(tx, ctx, { action: 'evidence-package.expired', target, data: { framework, sha256: hash } });
    }
    return gone.length;
  });
}
