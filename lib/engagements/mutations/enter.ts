import { z } from 'zod';
import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { engagementSource } from '@/lib/engagements/data/findings';
import { documentOf, fingerprintOf } from '@/lib/engagements/document';
import type { Entry } from '@/lib/engagements/entry';
import { holdNumber, requirePerson, type StoredEngagement } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { engagementName, foundAt, mayEnter } from '@/lib/engagements/rules';
import { ENGAGEMENT_FORMAT } from '@/lib/imports/engagement-source';
import { takeReport } from '@/lib/imports/mutations/receive';

export type EnterFindings = {
  readonly number: number;
  readonly entries: readonly Entry[];
  readonly way: 'form' | 'csv';
  /** What the test has already gets the new text; without it, it is refused. */
  readonly replace: boolean;
};

const foundSchema = z.array(z.object({ id: z.number() }));

/** The first of these findings that the test has already. */
async function known(tx: Tx, row: StoredEngagement, entries: readonly Entry[]): Promise<number | null> {
  const sourceId = await engagementSource(tx, row);
  if (sourceId === null) return null;
  const found = await tx.$queryRaw`
    SELECT f.id FROM finding f JOIN finding_source e ON e.finding_id = f.id AND e.source_id = ${sourceId}::uuid
    WHERE f.product_id = ${row.productId}::uuid AND f.fingerprint = ANY(${entries.map(fingerprintOf)}::text[])
    ORDER BY f.id LIMIT 1`;
  return foundSchema.parse(found)[0]?.id ?? null;
}

/** What the report is of; whether it may be taken is settled under the lock, when it is queued. */
async function testOf(scope: Scope, number: number): Promise<{ productId: string; endsOn: Date }> {
  const found = await unsafeDb().engagement.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { productId: true, endsOn: true },
  });
  if (!found) throw new DomainError('not_found');
  return found;
}

type Given = {
  readonly number: number;
  readonly entries: readonly Entry[];
  /** Under the test's lock, when the report is queued: may still refuse, and keeps what happened. */
  readonly settle: (tx: Tx, row: StoredEngagement, importId: string) => Promise<void>;
};

/**
 * Gives entries to the import, as a report of the test that closes nothing: they become findings of the product, with all
 * that comes with it.
 * @returns the import's id
 * @throws DomainError not_found, invalid (`issue: wrong_state`), and what `settle` throws
 */
export async function giveEntries(ctx: Ctx, scope: Scope, { number, entries, settle }: Given): Promise<string> {
  const { productId, endsOn } = await testOf(scope, number);
  const target = engagementName(number);
  const scanAt = foundAt(endsOn, ctx.now);
  return takeReport(ctx, {
    productId,
    fileName: `${target}.json`,
    body: documentOf(number, entries),
    options: () => ({ target, format: ENGAGEMENT_FORMAT, complete: false, scan_at: scanAt }),
    also: async (tx, importId) => {
      const row = await holdNumber(tx, scope, number);
      if (!mayEnter(row.state)) throw new DomainError('invalid', { issue: 'wrong_state' });
      await settle(tx, row, importId);
    },
  });
}

/**
 * Takes in what testers found.
 * @returns the import's id
 * @throws DomainError forbidden, not_found, invalid (`issue: wrong_state`; `exists`, with the `finding`)
 */
export async function enterFindings(ctx: Ctx, { number, entries, way, replace }: EnterFindings): Promise<string> {
  const scope = requirePermission(ctx, 'finding:triage');
  requirePerson(ctx);
  return giveEntries(ctx, scope, {
    number,
    entries,
    settle: async (tx, row, importId) => {
      const finding = replace ? null : await known(tx, row, entries);
      if (finding !== null) throw new DomainError('invalid', { issue: 'exists', finding });
      const data = { count: entries.length, way };
      await keepEvent(tx, ctx, row, { kind: 'findings_entered', data, audit: { import: importId } });
    },
  });
}
