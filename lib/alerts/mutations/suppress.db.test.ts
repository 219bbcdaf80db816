import { describe, expect, it } from 'vitest';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { countSuppressions, listSuppressions } from '@/lib/alerts/data/suppressions';
import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import { endSuppression, suppressAlert } from '@/lib/alerts/mutations/suppress';
import { loadSuppressionAddress } from '@/lib/alerts/search-params';
import { NOON, noticed, raise, stored } from '@/lib/alerts/testing/alerts';
import type { PersonActor } from '@/lib/core/context';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { somebody } from '@/lib/engagements/testing/engagements';

withDatabase();

async function suppress(by: PersonActor, number: number, more: { fields?: readonly string[]; hours?: number } = {}) {
  const { id } = await stored(number);
  const { fields = ['pod'], hours = 24 } = more;
  return suppressAlert(ctx(by, NOON), { id, fields: [...fields], reason: 'A drill', hours });
}

async function listed(by: PersonActor, address = '', now = NOON) {
  const read = requirePermission({ actor: by }, 'alert:read');
  const parsed = await loadSuppressionAddress(new URLSearchParams(address));
  return listSuppressions(read, parsed, { now, end: scopeOf({ actor: by }, 'alert:suppress') });
}

async function anAlert() {
  const { productId } = await aProduct();
  return { productId, ada: await somebody('Analyst', [productId], 'Ada'), number: await raise({ productId }) };
}

describe('a suppression', () => {
  it('holds back the same in its product alone, counts it, and is ended with a reason', async () => {
    const { productId, ada, number } = await anAlert();
    const id = await suppress(ada, number);
    const elsewhere = (await aProduct()).productId;
    const client = await pgPool().connect();
    const again = [
      noticed({ productId, entity: { pod: 'WEB-1', namespace: 'other' } }),
      noticed({ productId: elsewhere }),
      noticed({ productId, rule: 'falco:Write' }),
    ];
    const raised = await raiseAlerts(client, again, NOON).finally(() => client.release());
    expect(raised).toHaveLength(2);
    const [row] = await listed(ada);
    expect(row).toMatchObject({
      id,
      events: 1,
      entity: { pod: 'web-1' },
      reason: 'A drill',
      mayEnd: true,
      active: true,
    });
    expect((await stored(number)).history.at(-1)).toMatchObject({ verb: 'suppressed', note: 'A drill' });

    await endSuppression(ctx(ada, NOON), { id, reason: 'The drill is over' });
    await expect(endSuppression(ctx(ada, NOON), { id, reason: 'twice' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await listed(ada)).toEqual([]);
    expect(await listed(ada, 'view=all')).toHaveLength(1);
    const audit = await unsafeDb().auditEntry.findFirstOrThrow({ where: { targetId: id } });
    expect(JSON.parse(audit.text)).toMatchObject({
      action: 'alert.suppression-ended',
      data: { reason: 'The drill is over', events: 1 },
    });
  });

  it('expires by itself', async () => {
    const { ada, number } = await anAlert();
    await suppress(ada, number, { hours: 1 });
    const later = new Date(NOON.getTime() + 3_600_000);
    expect(await listed(ada, '', later)).toEqual([]);
    const scope = requirePermission({ actor: ada }, 'alert:read');
    expect([await countSuppressions(scope, NOON), await countSuppressions(scope, later)]).toEqual([1, 0]);
  });

  it('names a field of the entity', async () => {
    const { ada, number } = await anAlert();
    await expect(suppress(ada, number, { fields: [] })).rejects.toMatchObject({ details: { issue: 'field_required' } });
    await expect(suppress(ada, number, { fields: ['host'] })).rejects.toMatchObject({
      details: { issue: 'unknown_field' },
    });
  });

  it('is for who has the right, and seen by who may read its product', async () => {
    const { productId, ada, number } = await anAlert();
    const engineer = await somebody('Engineer', [productId]);
    for (const nobody of [engineer, readOnly()]) {
      await expect(suppress(nobody, number)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(suppress(stranger('Analyst'), number)).rejects.toMatchObject({ code: 'not_found' });
    const id = await suppress(ada, number);
    const end = (by: PersonActor) => endSuppression(ctx(by, NOON), { id, reason: 'x' });
    await expect(end(engineer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(end(stranger('Analyst'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await listed(stranger())).toEqual([]);
    expect(await listed(person('Engineer', [productId]))).toMatchObject([{ id, mayEnd: false }]);
  });
});
