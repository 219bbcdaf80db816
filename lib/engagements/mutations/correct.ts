import { requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { engagementSource, isArriving } from '@/lib/engagements/data/findings';
import { fingerprintOf } from '@/lib/engagements/document';
import { type Entry, entryOfRecord } from '@/lib/engagements/entry';
import { giveEntries } from '@/lib/engagements/mutations/enter';
import { requirePerson, type StoredEngagement } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import type { CorrectFinding } from '@/lib/engagements/schema';
import { rawRecord } from '@/lib/findings/data/detail';

/** What the testers are on record with. @throws DomainError not_found where the finding is none of the test's */
async function onRecord(tx: Tx, scope: Scope, row: StoredEngagement, findingId: number): Promise<Entry> {
  const sourceId = await engagementSource(tx, row);
  const entry = sourceId === null ? null : entryOfRecord(await rawRecord(scope, findingId, sourceId, tx));
  if (entry === null) throw new DomainError('not_found');
  return entry;
}

const same = (a: Entry, b: Entry) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Corrects what was entered of a finding. Title and place stay: they are what it is known by.
 * @returns the import's id
 * @throws DomainError forbidden, not_found, conflict where somebody was faster,
 * invalid (`issue: wrong_state, import_under_way, another_finding`)
 */
export async function correctFinding(ctx: Ctx, { number, findingId, before, entry }: CorrectFinding): Promise<string> {
  const scope = requirePermission(ctx, 'finding:triage');
  requirePerson(ctx);
  if (fingerprintOf(before) !== fingerprintOf(entry)) throw new DomainError('invalid', { issue: 'another_finding' });
  return giveEntries(ctx, scope, {
    number,
    entries: [entry],
    settle: async (tx, row, importId) => {
      if (await isArriving(tx, row)) throw new DomainError('invalid', { issue: 'import_under_way' });
      if (!same(await onRecord(tx, scope, row, findingId), before)) throw new DomainError('conflict');
      const data = { title: entry.title };
      await keepEvent(tx, ctx, row, {
        kind: 'finding_corrected',
        data,
        audit: { finding: findingId, import: importId },
      });
    },
  });
}
