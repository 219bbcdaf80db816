import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import type { Noticed } from '@/lib/alerts/types';
import { pgPool, unsafeDb } from '@/lib/core/db';

export const NOON = new Date('2026-11-22T12:00:00Z');
/** When the worker raised what is worked on at noon. */
const RAISED_AT = new Date('2026-11-22T11:30:00Z');

type About = Partial<Omit<Noticed, 'at'>> & { readonly productId: string; readonly second?: number };

export function noticed({ second = 0, ...more }: About): Noticed {
  return {
    rule: 'falco:Shell',
    title: 'Shell',
    author: '',
    severity: 2,
    entity: { namespace: 'shop', pod: 'web-1' },
    techniques: ['T1059'],
    at: `2026-11-22T11:00:${String(second).padStart(2, '0')}.000000Z`,
    event: null,
    receivedAt: NOON,
    ...more,
  };
}

/** Raises what is noticed, as the worker does. @returns the number of the alert that the first is in */
export async function raise(...about: readonly [About, ...About[]]): Promise<number> {
  const client = await pgPool().connect();
  try {
    await raiseAlerts(client, about.map(noticed), RAISED_AT);
  } finally {
    client.release();
  }
  const [first] = about.map(noticed);
  const found = await unsafeDb().alert.findFirstOrThrow({
    where: { productId: first?.productId, rule: first?.rule, entity: { equals: first?.entity } },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  return found.number;
}

export function stored(number: number) {
  return unsafeDb().alert.findUniqueOrThrow({
    where: { number },
    include: { history: { orderBy: [{ at: 'asc' }, { id: 'asc' }] }, evidence: true },
  });
}

/** What the trail says of an alert, oldest first. */
export async function audited(number: number): Promise<readonly string[]> {
  const { id } = await stored(number);
  const rows = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  return rows.map(({ action }) => action);
}
