import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { UNKNOWN_ATTRIBUTES } from '@/lib/assets/attributes';
import { type AssetFilter, findProduct, listSources, listTeams, scopeChoices, writableTeams } from '@/lib/assets/data';
import { changeProduct, createProduct, createTeam, renameTeam } from '@/lib/assets/mutations/assets';
import { createProductInput } from '@/lib/assets/schema';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const now = new Date('2026-11-22T12:00:00Z');
const admin = ctx(person('Admin', 'everywhere'), now);
const read = (actor: PersonActor): Scope => requirePermission(ctx(actor, now), 'finding:read');
const everything = { team: [], product: [], state: null };

async function product() {
  const { productId } = await aProduct();
  return unsafeDb().product.findUniqueOrThrow({ where: { id: productId } });
}

const audited = (targetId: string) =>
  unsafeDb().auditEntry.findMany({ where: { targetId }, select: { action: true }, orderBy: { id: 'asc' } });

describe('reads stay within the scope', () => {
  it('teams, products, sources and the choices of the filter', async () => {
    const [mine, other] = [await product(), await product()];
    for (const { id } of [mine, other]) {
      await unsafeDb().source.create({ data: { productId: id, scanner: 'trivy', target: 'api' } });
    }
    const scope = read(person('Engineer', [mine.id]));
    const teams = await listTeams(scope, everything, now);
    expect(teams.map(({ id }) => id)).toEqual([mine.teamId]);
    expect(teams[0]?.products.map(({ id, silent }) => [id, silent])).toEqual([[mine.id, 1]]);
    expect((await scopeChoices(scope)).products.map(({ slug }) => slug)).toEqual([mine.slug]);
    expect(await findProduct(scope, mine.slug, { now, personId: randomUUID() })).toMatchObject({
      id: mine.id,
      sources: 1,
    });
    expect(await findProduct(scope, other.slug, { now, personId: randomUUID() })).toBeNull();
    expect(await listSources(scope, everything, now)).toHaveLength(1);
    expect(await listSources(scope, { ...everything, product: [other.slug] }, now)).toEqual([]);
    const nothing = read(stranger());
    expect([await listTeams(nothing, everything, now), await listSources(nothing, everything, now)]).toEqual([[], []]);
    expect((await scopeChoices(nothing)).teams).toEqual([]);
    expect(await findProduct(read(readOnly()), other.slug, { now, personId: randomUUID() })).not.toBeNull();
  });

  it('teams and products narrowed by slugs, never beyond the scope', async () => {
    const [mine, other] = [await product(), await product()];
    const shown = async (scope: Scope, filter: Partial<AssetFilter>) =>
      (await listTeams(scope, { ...everything, ...filter }, now)).flatMap((team) => team.products.map(({ id }) => id));
    const [own, all] = [read(person('Engineer', [mine.id])), read(readOnly())];
    expect(await shown(all, { product: [other.slug] })).toEqual([other.id]);
    const { slug } = await unsafeDb().team.findUniqueOrThrow({ where: { id: other.teamId } });
    expect(await shown(all, { team: [slug] })).toEqual([other.id]);
    expect(await listTeams(all, { ...everything, team: [slug], product: [mine.slug] }, now)).toEqual([]);
    expect(await listTeams(own, { ...everything, team: [slug] }, now)).toEqual([]);
    expect(await listTeams(own, { ...everything, product: [other.slug] }, now)).toEqual([]);
  });

  it('counts open findings by severity, and silent sources', async () => {
    const { id, slug } = await product();
    const seen = { firstSeenAt: now, statusChangedAt: now, updatedAt: now, ids: [], cwe: [], tags: [] };
    const finding = {
      productId: id,
      kind: 'code',
      scanner: 'semgrep',
      title: 'x',
      ruleId: 'r',
      location: 'a',
      ...seen,
    };
    await unsafeDb().finding.createMany({
      data: [
        { ...finding, fingerprint: randomUUID(), severity: 4 },
        { ...finding, fingerprint: randomUUID(), severity: 4, status: 'fixed' },
        { ...finding, fingerprint: randomUUID(), severity: 1 },
      ],
    });
    const lastImportAt = new Date(now.getTime() - 25 * 3_600_000);
    const source = { productId: id, scanner: 'zap', expectEveryHours: 24 };
    await unsafeDb().source.createMany({
      data: [
        { ...source, target: 'a', lastImportAt },
        { ...source, target: 'b', lastImportAt: now },
      ],
    });
    const scope = read(readOnly());
    expect(await findProduct(scope, slug, { now, personId: randomUUID() })).toMatchObject({
      openTotal: 2,
      open: { critical: 1, high: 0, medium: 0, low: 1, info: 0 },
      sources: 2,
      silent: 1,
      lastImportAt: now.toISOString(),
    });
    const silent = await listSources(scope, { team: [], product: [slug], state: 'silent' }, now);
    expect(silent.map(({ target, state }) => [target, state])).toEqual([['a', 'silent']]);
  });
});

describe('writes', () => {
  it('make and rename teams and products, with audit rows and addresses that last', async () => {
    const team = await createTeam(admin, { name: 'Zoë & Co' });
    expect(team.slug).toBe('zoe-co');
    expect((await createTeam(admin, { name: 'ZOE Co' })).slug).toBe('zoe-co-2');
    await renameTeam(admin, { id: team.id, name: 'Zoë', before: 'Zoë & Co' });
    const before = { teamId: team.id, name: 'API', description: '', ...UNKNOWN_ATTRIBUTES };
    const made = await createProduct(admin, before);
    await changeProduct(admin, { ...before, id: made.id, name: 'Web API', description: 'New', before });
    expect(await findProduct(read(readOnly()), made.slug, { now, personId: randomUUID() })).toMatchObject({
      name: 'Web API',
      description: 'New',
    });
    expect(await audited(team.id)).toEqual([{ action: 'team.created' }, { action: 'team.renamed' }]);
    expect(await audited(made.id)).toEqual([{ action: 'product.created' }, { action: 'product.changed' }]);
  });

  it('refuse whoever may not, and leave no trace of products elsewhere', async () => {
    const { id, teamId, name, description } = await product();
    const before = { teamId, name, description, ...UNKNOWN_ATTRIBUTES };
    const change = { ...before, id, name: 'Mine', before };
    for (const actor of [readOnly(), person('Analyst', 'everywhere'), person('Engineer', [id])]) {
      await expect(changeProduct(ctx(actor, now), change)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(createTeam(ctx(actor, now), { name: 'T' })).rejects.toMatchObject({ code: 'forbidden' });
    }
    const elsewhere = ctx(stranger('Admin'), now);
    await expect(changeProduct(elsewhere, change)).rejects.toMatchObject({ code: 'not_found' });
    await expect(createProduct(elsewhere, { ...before, name: 'P' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(renameTeam(elsewhere, { id: teamId, name: 'T', before: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await audited(id)).toEqual([]);
  });

  it('move a product only between teams that the administrator reaches', async () => {
    const [mine, other] = [await product(), await product()];
    const { id, name, description, teamId } = mine;
    const grants = { everywhere: false, teams: [teamId], products: [id] };
    const local = ctx(person('Admin', [id], { grants }), now);
    const before = { teamId, name, description, ...UNKNOWN_ATTRIBUTES };
    const move = { ...before, id, teamId: other.teamId, before };
    await expect(changeProduct(local, move)).rejects.toMatchObject({ code: 'not_found' });
    await changeProduct(admin, move);
    expect(await audited(id)).toEqual([{ action: 'product.moved' }]);
    expect(await writableTeams(requirePermission(local, 'asset:write'))).toHaveLength(1);
  });

  it('tell the later of two, and change nothing', async () => {
    const { id, teamId, name, description } = await product();
    const before = { teamId, name, description, ...UNKNOWN_ATTRIBUTES };
    const change = (next: string) => changeProduct(admin, { ...before, id, name: next, before });
    const results = await Promise.allSettled([change('First'), change('Second')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'conflict' });
    expect(await audited(id)).toHaveLength(1);
  });

  it('say what a product is: unknown until somebody does, in the trail, and the later of two is told', async () => {
    const { id, slug, teamId, name, description } = await product();
    const found = async () => findProduct(read(readOnly()), slug, { now, personId: randomUUID() });
    expect(await found()).toMatchObject(UNKNOWN_ATTRIBUTES);
    const before = { teamId, name, description, ...UNKNOWN_ATTRIBUTES };
    const weighed = { tier: 1, exposure: 'internet', dataClass: 'personal' } as const;
    await changeProduct(admin, { ...before, ...weighed, id, before });
    expect(await found()).toMatchObject(weighed);
    await expect(changeProduct(admin, { ...before, tier: 4, id, before })).rejects.toMatchObject({ code: 'conflict' });
    await changeProduct(admin, { ...before, ...weighed, exposure: null, id, before: { ...before, ...weighed } });
    expect(await found()).toMatchObject({ tier: 1, exposure: null });
    const rows = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
    expect(rows.map(({ text }) => JSON.parse(text).data.after.exposure)).toEqual(['internet', null]);
    const asRead = createProductInput.safeParse({ ...before, tier: 5 });
    expect(asRead.error?.issues.map(({ path }) => path)).toEqual([['tier']]);
  });

  it('give two products of one name at once two addresses', async () => {
    const { teamId } = await product();
    const name = `Twin ${randomUUID()}`;
    const make = () => createProduct(admin, { teamId, name, description: '', ...UNKNOWN_ATTRIBUTES });
    const [a, b] = await Promise.all([make(), make()]);
    expect(a.slug).not.toBe(b.slug);
  });
});
