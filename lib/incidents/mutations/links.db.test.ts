import { expect, it } from 'vitest';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, aPerson } from '@/lib/findings/testing/findings';
import { incidentsOfFinding } from '@/lib/incidents/data/of-finding';
import { declareFromFindings, linkFindings, unlinkFinding } from '@/lib/incidents/mutations/links';
import { at, declaration, declared, entriesOf, NOON } from '@/lib/incidents/testing/incidents';

withDatabase();

async function one() {
  const { productId } = await aProduct();
  const id = await aPerson('Responder', productId, 'Rita');
  const rita = person('Responder', [productId], { id, name: 'Rita' });
  const incident = await declared(ctx(rita, NOON), productId);
  const finding = await aFinding(productId);
  return { productId, incident, finding: finding.id, as: ctx(rita, at(5)) };
}

const seenBy = ({ actor }: Ctx, finding: number) =>
  incidentsOfFinding(requirePermission({ actor }, 'finding:read'), scopeOf({ actor }, 'incident:read'), finding);
const linesOf = async (id: string) => (await entriesOf(id)).filter(({ kind }) => kind === 'finding');

it('findings are linked once each, also by two at once, with a line for each that is new', async () => {
  const { productId, incident, finding, as } = await one();
  const { id: second } = await aFinding(productId);
  const link = () => linkFindings(as, { id: incident.id, findings: [finding, second, finding] });
  const added = await Promise.all([link(), link()]);
  expect(added.toSorted()).toEqual([0, 2]);
  expect(await linesOf(incident.id)).toMatchObject([
    { data: { verb: 'linked', finding } },
    { data: { verb: 'linked', finding: second } },
  ]);
  expect(await seenBy(as, finding)).toMatchObject([
    { number: incident.number, linkedBy: 'Rita', linkedAt: at(5).toISOString() },
  ]);
});

it('of findings of which one is out of reach none is linked; the incident may be out of reach too', async () => {
  const { incident, finding, as } = await one();
  const other = await one();
  const both = [finding, other.finding];
  await expect(linkFindings(as, { id: incident.id, findings: both })).rejects.toMatchObject({ code: 'not_found' });
  const foreign = { id: other.incident.id, findings: [finding] };
  await expect(linkFindings(as, foreign)).rejects.toMatchObject({ code: 'not_found' });
  for (const [who, code] of [
    [stranger(), 'not_found'],
    [readOnly(), 'forbidden'],
  ] as const) {
    const outsider = ctx(who, at(5));
    const link = { id: incident.id, findings: [finding] };
    await expect(linkFindings(outsider, link)).rejects.toMatchObject({ code });
    const unlink = { id: incident.id, findingId: finding, reason: 'x' };
    await expect(unlinkFinding(outsider, unlink)).rejects.toMatchObject({ code });
  }
  expect(await linesOf(incident.id)).toEqual([]);
});

it('a finding shows the incidents that its reader may see, and nothing of others', async () => {
  const { productId, incident, finding, as } = await one();
  const other = await one();
  const reachesBoth = ctx(person('Responder', [productId, other.productId]), at(6));
  await linkFindings(reachesBoth, { id: other.incident.id, findings: [finding] });
  expect(await seenBy(as, finding)).toEqual([]);
  await linkFindings(as, { id: incident.id, findings: [finding] });
  expect((await seenBy(as, finding)).map(({ number }) => number)).toEqual([incident.number]);
  expect(await seenBy(ctx(readOnly()), finding)).toHaveLength(2);
  await expect(seenBy(other.as, finding)).rejects.toMatchObject({ code: 'not_found' });
});

it('a finding is taken out for a reason, by one of two', async () => {
  const { incident, finding, as } = await one();
  await linkFindings(as, { id: incident.id, findings: [finding] });
  const unlink = () => unlinkFinding(as, { id: incident.id, findingId: finding, reason: 'Another hole' });
  const both = await Promise.allSettled([unlink(), unlink()]);
  expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'not_found' } }]);
  expect((await linesOf(incident.id)).at(-1)).toMatchObject({ note: 'Another hole', data: { verb: 'unlinked' } });
  expect(await seenBy(as, finding)).toEqual([]);
});

it('findings are declared to be an incident together, or there is none', async () => {
  const { productId, finding, as } = await one();
  const other = await one();
  const number = await declareFromFindings(as, { ...declaration(productId), findings: [finding] });
  expect((await seenBy(as, finding)).map((incident) => incident.number)).toEqual([number]);
  const before = await unsafeDb().incident.count();
  const foreign = { ...declaration(productId), findings: [other.finding] };
  await expect(declareFromFindings(as, foreign)).rejects.toMatchObject({ code: 'not_found' });
  await expect(declareFromFindings(ctx(readOnly()), foreign)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await unsafeDb().incident.count()).toBe(before);
});
