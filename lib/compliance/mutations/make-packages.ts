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

/** A package can be fetched for so long; then its content goes, what is known of it stays. */
const KEEP_DAYS = 30;

async function contentOf(scope: Scope, framework: string, at: Date): Promise<PackageContent> {
  const [view, safeguards, decisions, audits, documents] = await Promise.all([
    frameworkAt(scope, framework, at),
    safeguardsAt(at),
    allDecisions(scope, framework, at),
    everyAuditAt(scope, at),
    documentsAt(scope, at),
  ]);
  return { framework: view, safeguards: [...safeguards.values()], decisions, audits, documents };
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
  for await (const part of zip.bytes) parts.push(part);
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

/** Makes packages that were asked for, the oldest first. @returns how many */
export async function makePackages(ctx: Ctx): Promise<number> {
  const waiting = await unsafeDb().evidencePackage.findMany({
    where: { state: 'asked' },
    orderBy: { askedAt: 'asc' },
    take: AT_ONCE,
    omit: { data: true },
  });
  for (const asked of waiting) {
    const made = await make(ctx, asked).catch((error: unknown) => {
      log().error({ err: error, package: asked.id }, 'evidence package failed');
      return null;
    });
    await keep(ctx, asked, made);
  }
  return waiting.length;
}

/** Takes the content of packages away whose time is over. @returns how many */
export async function expirePackages(ctx: Ctx): Promise<number> {
  const { count } = await unsafeDb().evidencePackage.updateMany({
    where: { state: 'ready', expiresAt: { lte: ctx.now } },
    data: { state: 'expired', data: null },
  });
  return count;
}
