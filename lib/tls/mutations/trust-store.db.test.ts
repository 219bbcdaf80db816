import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { NOON } from '@/lib/engagements/testing/engagements';
import { storesOf } from '@/lib/tls/data/material';
import { listTrustStores } from '@/lib/tls/data/trust-stores';
import { removeTrustStore, saveTrustStore } from '@/lib/tls/mutations/trust-store';
import { issue } from '@/lib/tls/testing/pki';

withDatabase();

const pemOf = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
const root = issue({ name: 'Own root', ca: true });
const leaf = issue({ name: 'shop.example', issuer: root });

const wanted = (teamId: string, pem = pemOf(root.der)) => ({ id: null, version: 0, teamId, name: 'Office', pem });

describe('a trust store of a team', () => {
  it('counts for its products alone, after a second factor, and holds authorities only', async () => {
    const [{ teamId, productId }, other] = [await aProduct(), await aProduct()];
    // Proof for another team is none for this one.
    const admin = await satisfiedFor(person('Admin', 'everywhere'), 'tls-trust:write', other.teamId);
    await expect(saveTrustStore(ctx(admin, NOON), wanted(teamId))).rejects.toMatchObject({ code: 'step_up_required' });
    await satisfiedFor(admin, 'tls-trust:write', teamId);
    for (const pem of ['', 'no certificate', pemOf(leaf.der), pemOf(root.der) + pemOf(leaf.der)]) {
      await expect(saveTrustStore(ctx(admin, NOON), wanted(teamId, pem))).rejects.toMatchObject({
        details: { issue: 'no_certificates' },
      });
    }
    const id = await saveTrustStore(ctx(admin, NOON), wanted(teamId, pemOf(root.der) + pemOf(root.der)));
    expect(await storesOf(productId)).toEqual([{ name: 'Office', certificates: [root.der] }]);
    expect(await storesOf(other.productId)).toEqual([]);
    const scope = requirePermission({ actor: readOnly() }, 'setting:read');
    expect((await listTrustStores(scope)).find((one) => one.id === id)?.certificates[0]?.subject).toBe('CN=Own root');
    await satisfiedFor(admin, 'tls-trust:write', teamId);
    await expect(saveTrustStore(ctx(admin, NOON), wanted(teamId))).rejects.toMatchObject({
      details: { issue: 'name_taken' },
    });
  });

  it('is refused to who may only read, and to an administrator of another team', async () => {
    const [{ teamId }, other] = [await aProduct(), await aProduct()];
    await expect(saveTrustStore(ctx(readOnly()), wanted(teamId))).rejects.toMatchObject({ code: 'forbidden' });
    const grants = { everywhere: false, teams: [other.teamId], products: [other.productId] };
    const narrow = person('Admin', [], { grants });
    await expect(saveTrustStore(ctx(narrow), wanted(teamId))).rejects.toMatchObject({
      details: { reason: 'outside-reach' },
    });
    const removal = { id: teamId, version: 1, teamId };
    await expect(removeTrustStore(ctx(readOnly()), removal)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('of two who change it at once the later is told', async () => {
    const { teamId, productId } = await aProduct();
    const admin = await satisfiedFor(person('Admin', 'everywhere'), 'tls-trust:write', teamId);
    const id = await saveTrustStore(ctx(admin, NOON), wanted(teamId));
    const second = await satisfiedFor(person('Admin', 'everywhere'), 'tls-trust:write', id);
    await satisfiedFor(admin, 'tls-trust:write', id);
    const change = { ...wanted(teamId), id, version: 1 };
    const both = [saveTrustStore(ctx(admin, NOON), change), saveTrustStore(ctx(second, NOON), change)];
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    await satisfiedFor(admin, 'tls-trust:write', id);
    await removeTrustStore(ctx(admin, NOON), { id, version: 2, teamId });
    expect(await storesOf(productId)).toEqual([]);
  });
});
