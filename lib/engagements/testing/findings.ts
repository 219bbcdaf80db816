import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import type { Entry } from '@/lib/engagements/entry';
import { addFile } from '@/lib/engagements/mutations/attach';
import { enterFindings } from '@/lib/engagements/mutations/enter';
import { moveEngagement } from '@/lib/engagements/mutations/move';
import { createEngagement } from '@/lib/engagements/mutations/write';
import type { EngagementVerb } from '@/lib/engagements/rules';
import type { CreateEngagement } from '@/lib/engagements/schema';
import { NOON, stored, wanted } from '@/lib/engagements/testing/engagements';
import { runImport } from '@/lib/imports/run';

export function anEntry(title: string, more: Partial<Entry> = {}): Entry {
  return {
    title,
    severity: 'high',
    location: `https://shop.example/${title.toLowerCase().replaceAll(' ', '-')}`,
    parameter: '',
    cvss: '',
    cwe: [],
    description: '',
    fix: '',
    references: [],
    reference: '',
    ...more,
  };
}

export async function move(
  by: PersonActor,
  number: number,
  verb: EngagementVerb,
  more: { note?: string; dueOn?: string } = {},
) {
  const { id, version } = await stored(number);
  await moveEngagement(ctx(by, NOON), { id, version, verb, note: more.note ?? '', dueOn: more.dueOn ?? null });
}

export const PDF = new Uint8Array(Buffer.from('%PDF-1.7 the report'));

/** A test that has begun. */
export async function begun(by: PersonActor, productId: string, more: Partial<CreateEngagement> = {}): Promise<number> {
  const number = await createEngagement(ctx(by, NOON), wanted(productId, more));
  await move(by, number, 'start');
  return number;
}

/** A test whose report is there. */
export async function reported(
  by: PersonActor,
  productId: string,
  more: Partial<CreateEngagement> = {},
): Promise<number> {
  const number = await begun(by, productId, more);
  await addFile(ctx(by, NOON), { number, name: 'report.pdf', content: PDF });
  await move(by, number, 'report');
  return number;
}

/** Enters findings and works their import; returns the import's row. */
export async function entered(by: PersonActor, number: number, entries: readonly Entry[], now = NOON) {
  const id = await enterFindings(ctx(by, now), { number, entries, way: 'csv', replace: true });
  await runImport(ctx(system, now), id);
  return unsafeDb().import.findUniqueOrThrow({ where: { id } });
}

export function findingNamed(productId: string, title: string) {
  return unsafeDb().finding.findFirstOrThrow({
    where: { productId, title },
    include: { events: { orderBy: { id: 'asc' } } },
  });
}
