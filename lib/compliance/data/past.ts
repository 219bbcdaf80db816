import { z } from 'zod';
import type { Person } from '@/lib/compliance/view-types';
import { unsafeDb } from '@/lib/core/db';

/** What entries of the audit trail say of an audit, a finding or a document; days are `YYYY-MM-DD`. */
const factsSchema = z
  .object({
    kind: z.string(),
    title: z.string(),
    scope: z.string(),
    frameworks: z.array(z.string()),
    auditor: z.string(),
    dueOn: z.string(),
    heldOn: z.string().nullable(),
    result: z.string(),
    grade: z.string(),
    detail: z.string(),
    framework: z.string(),
    control: z.string(),
    state: z.string(),
    evidence: z.string(),
    place: z.string(),
    reviewMonths: z.number(),
    ownerId: z.string(),
  })
  .partial();
const entrySchema = z.object({ data: factsSchema });

export type PastFacts = z.infer<typeof factsSchema> & {
  readonly owner?: Person;
  /** What was done with it by then, in order. */
  readonly actions: readonly string[];
};

const factsOf = (text: string) => entrySchema.parse(JSON.parse(text)).data;

async function peopleBy(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const people = await unsafeDb().person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(people.map((one) => [one.id, one]));
}

/**
 * Records of a kind that were changed after a moment, each as the audit trail knew it by then. The trail is signed and only
 * ever grows: nobody can give a past day another look. Names of owners are today's.
 */
export async function changedSince(
  kind: 'compliance-audit' | 'audit-finding' | 'compliance-document',
  at: Date,
): Promise<ReadonlyMap<string, PastFacts>> {
  const later = await unsafeDb().auditEntry.findMany({
    where: { targetKind: kind, at: { gt: at } },
    distinct: ['targetId'],
    select: { targetId: true },
  });
  if (later.length === 0) return new Map();
  const entries = await unsafeDb().auditEntry.findMany({
    where: { targetKind: kind, targetId: { in: later.map(({ targetId }) => targetId) }, at: { lte: at } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { targetId: true, action: true, text: true },
  });
  const known = [...Map.groupBy(entries, ({ targetId }) => targetId)].map(([id, own]) => {
    const facts: z.infer<typeof factsSchema> = Object.assign({}, ...own.map(({ text }) => factsOf(text)));
    return { id, facts, actions: own.map(({ action }) => action) };
  });
  const people = await peopleBy(known.flatMap(({ facts }) => facts.ownerId ?? []));
  return new Map(
    known.map(({ id, facts, actions }) => [id, { ...facts, actions, owner: people.get(facts.ownerId ?? '') }]),
  );
}
