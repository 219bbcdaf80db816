import { describe, expect, it } from 'vitest';
import type { PersonActor } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson, NOW } from '@/lib/findings/testing/findings';
import { listNotices, NOTICES_PAGE } from '@/lib/notices/data';
import { sweepNotices } from '@/lib/notices/jobs';
import { markRead, notify } from '@/lib/notices/mutations';
import type { NewNotice } from '@/lib/notices/types';

withDatabase();

const DAY_MS = 24 * 3_600_000;

async function someone(productIds: readonly string[]): Promise<PersonActor> {
  return person('Engineer', productIds, { id: await aPerson('Engineer', productIds[0] ?? null) });
}

const about = (who: PersonActor, more: Partial<NewNotice> = {}): NewNotice => ({
  personId: who.id,
  kind: 'assigned',
  params: { actor: 'Ada', count: 1, title: 'SQL built from request input' },
  href: '/findings/1',
  ...more,
});

const tell = (notices: readonly NewNotice[], now = NOW) =>
  inTransaction({}, (tx) => notify(tx, ctx(system, now), notices));

describe('notices', () => {
  it('reach the person they are for, the newest first', async () => {
    const { productId } = await aProduct();
    const [ada, ben] = [await someone([productId]), await someone([productId])];
    await tell([about(ada, { href: '/findings/1', productId }), about(ben), about(ada, { href: '/findings/2' })]);
    const page = await listNotices(ada, null);
    expect(page.rows.map(({ href }) => href)).toEqual(['/findings/2', '/findings/1']);
    expect(page.rows[0]).toMatchObject({ kind: 'assigned', params: { actor: 'Ada', count: 1 }, read: false });
    expect(page).toMatchObject({ unread: 2, next: null });
  });

  it('of a product that the person no longer reaches are gone, those of no product stay', async () => {
    const { productId } = await aProduct();
    const ada = await someone([productId]);
    await tell([about(ada, { productId }), about(ada, { href: '/inbox' })]);
    const moved = { ...ada, grants: { ...ada.grants, products: [] } };
    expect(await listNotices(moved, null)).toMatchObject({ unread: 1, rows: [{ href: '/inbox' }] });
    const without = { ...roleless(), id: ada.id };
    expect(await listNotices(without, null)).toMatchObject({ unread: 1, rows: [{ href: '/inbox' }] });
    expect(await listNotices(ada, null)).toMatchObject({ unread: 2 });
  });

  it('are read on, page by page', async () => {
    const ada = await someone([]);
    await tell(Array.from({ length: NOTICES_PAGE + 2 }, () => about(ada)));
    const first = await listNotices(ada, null);
    expect(first.rows).toHaveLength(NOTICES_PAGE);
    const second = await listNotices(ada, first.next);
    expect(second).toMatchObject({ next: null });
    expect(second.rows).toHaveLength(2);
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(NOTICES_PAGE + 2);
  });

  it('of a kind that this version has no words for are left out', async () => {
    const ada = await someone([]);
    await unsafeDb().notice.create({ data: { ...about(ada), kind: 'from_the_future', at: NOW, params: {} } });
    expect(await listNotices(ada, null)).toMatchObject({ rows: [], unread: 0 });
  });
});

describe('markRead', () => {
  it('marks own notices alone, also for a person who may change nothing else', async () => {
    const ada = { ...readOnly(), id: await aPerson('Auditor', null) };
    const ben = await someone([]);
    await tell([about(ada), about(ada), about(ben)]);
    const [one, two] = (await listNotices(ada, null)).rows;
    const [bens] = (await listNotices(ben, null)).rows;
    if (!one || !two || !bens) throw new Error('a notice is missing');
    await markRead(ctx(ada), { ids: [two.id, bens.id] });
    expect((await listNotices(ada, null)).rows.map(({ read }) => read)).toEqual([false, true]);
    expect((await listNotices(ben, null)).unread).toBe(1);
  });

  it('leaves alone what came after the newest that was seen', async () => {
    const ada = await someone([]);
    await tell([about(ada)]);
    const [seen] = (await listNotices(ada, null)).rows;
    await tell([about(ada)]);
    await markRead(ctx(ada), { upTo: seen?.id ?? 0 });
    expect((await listNotices(ada, null)).rows.map(({ read }) => read)).toEqual([false, true]);
  });

  it('refuses whoever is no person', async () => {
    await expect(markRead(ctx(system), { upTo: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('sweepNotices', () => {
  it('removes what was read a month ago and what nobody read for half a year', async () => {
    const ada = await someone([]);
    const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
    const make = (at: Date, readAt: Date | null, href: string) =>
      unsafeDb().notice.create({ data: { ...about(ada), href, at, readAt } });
    await make(ago(40), ago(31), '/read-long-ago');
    await make(ago(40), ago(2), '/read-lately');
    await make(ago(179), null, '/waiting');
    await make(ago(181), null, '/forgotten');
    await sweepNotices(NOW);
    expect((await listNotices(ada, null)).rows.map(({ href }) => href)).toEqual(['/waiting', '/read-lately']);
  });
});
