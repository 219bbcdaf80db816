import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { ctx, person, readOnly, roleless, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { engagementByNumber } from '@/lib/engagements/data/detail';
import { listEngagements } from '@/lib/engagements/data/list';
import { exportEngagements } from '@/lib/engagements/export';
import { createEngagement } from '@/lib/engagements/mutations/write';
import { loadEngagementAddress } from '@/lib/engagements/search-params';
import { NOON, somebody, wanted } from '@/lib/engagements/testing/engagements';

withDatabase();

const reads = (actor: PersonActor) => requirePermission({ actor }, 'finding:read');

async function listed(actor: PersonActor, address = '', limit?: number, cursor: string | null = null) {
  const { sort, view: _, ...filter } = await loadEngagementAddress(new URLSearchParams(address));
  const page = await listEngagements(reads(actor), { filter, order: sort, cursor }, NOON, limit);
  return { titles: page.rows.map(({ title }) => title), next: page.next };
}

describe('the list', () => {
  it('shows the newest first, page by page, narrowed by what the address says', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const make = (title: string, more = {}) => createEngagement(ctx(ada, NOON), wanted(productId, { title, ...more }));
    await make('spring', { startsOn: '2026-03-02', endsOn: '2026-03-13', kind: 'automated' });
    const autumn = await make('autumn');
    await make('summer', { startsOn: '2026-07-02', endsOn: '2026-07-13', performer: 'internal', company: '' });
    const first = await listed(ada, '', 2);
    expect(first.titles).toEqual(['autumn', 'summer']);
    expect(await listed(ada, '', 2, first.next)).toEqual({ titles: ['spring'], next: null });
    expect((await listed(ada, 'sort=ends.asc')).titles).toEqual(['spring', 'summer', 'autumn']);
    expect((await listed(ada, 'kind=automated')).titles).toEqual(['spring']);
    expect((await listed(ada, 'performer=internal')).titles).toEqual(['summer']);
    expect((await listed(ada, 'state=closed')).titles).toEqual([]);
    expect((await listed(ada, 'q=SUMM')).titles).toEqual(['summer']);
    expect((await listed(ada, `q=PT-${autumn}`)).titles).toEqual(['autumn']);
  });

  it('is a file too, of what the reader may see', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    await createEngagement(ctx(ada, NOON), wanted(productId, { title: '=SUM(1;2)' }));
    const address = await loadEngagementAddress(new URLSearchParams());
    const lines = async (actor: PersonActor) =>
      (await (await exportEngagements(ctx(actor, NOON), address, 'csv')).text()).trim().split('\r\n');
    expect((await lines(ada))[1]).toMatch(/^PT-\d+,'=SUM\(1;2\),/);
    expect(await lines(stranger())).toHaveLength(1);
    expect((await lines(readOnly())).length).toBeGreaterThan(1);
    await expect(exportEngagements(ctx(roleless()), address, 'csv')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is empty for another team and whole for who may only read', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const number = await createEngagement(ctx(ada, NOON), wanted(productId, { title: 'ours' }));
    expect((await listed(stranger())).titles).toEqual([]);
    expect((await listed(readOnly())).titles).toContain('ours');
    const viewer = { now: NOON, write: null };
    await expect(engagementByNumber(reads(stranger()), number, viewer)).rejects.toMatchObject({ code: 'not_found' });
    const seen = await engagementByNumber(reads(readOnly()), number, viewer);
    expect(Object.values(seen.rights).some((right) => right)).toBe(false);
    const mine = person('Analyst', [productId]);
    const write = requirePermission({ actor: mine }, 'finding:triage');
    const { rights } = await engagementByNumber(reads(mine), number, { now: NOON, write });
    expect(rights).toMatchObject({ edit: true, start: true, close: true, enter: false, retest: false });
  });
});
