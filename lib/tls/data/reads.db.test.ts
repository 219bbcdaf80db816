import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, roleless, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { audited, NOON } from '@/lib/engagements/testing/engagements';
import { savedViews } from '@/lib/findings/data/views';
import { createView, deleteView } from '@/lib/findings/mutations/views';
import { endpointById } from '@/lib/tls/data/detail';
import { endpointSummary, expiries, listEndpoints } from '@/lib/tls/data/list';
import { suggestedPlaces } from '@/lib/tls/data/suggested';
import { exportEndpoints } from '@/lib/tls/export';
import { addOpinions } from '@/lib/tls/mutations/add-opinions';
import { addTable } from '@/lib/tls/mutations/add-table';
import { removeOpinion } from '@/lib/tls/mutations/remove-opinion';
import { removeEndpoint } from '@/lib/tls/mutations/write';
import { loadEndpointAddress } from '@/lib/tls/search-params';
import { readTable } from '@/lib/tls/table';
import { anEndpoint, scanned, storedEndpoint } from '@/lib/tls/testing/endpoints';
import { aCertificate, aChain, someFacts, unreachedFacts } from '@/lib/tls/testing/looks';

withDatabase();

const reads = (actor: PersonActor) => requirePermission({ actor }, 'tls:read');
const good = someFacts();
const old = someFacts({ protocols: { ...good.protocols, tls10: { ...good.protocols.tls12, suites: [0xc009] } } });
const ending = someFacts({ chains: [aChain({ sent: [aCertificate({ notAfter: '2026-11-25T00:00:00.000Z' })] })] });

async function listed(actor: PersonActor, address = '', limit?: number, cursor: string | null = null) {
  const { sort, view: _, saved: __, ...filter } = await loadEndpointAddress(new URLSearchParams(address));
  const page = await listEndpoints(reads(actor), { filter, order: sort, cursor }, NOON, limit);
  return { hosts: page.rows.map(({ host }) => host), next: page.next };
}

async function four() {
  const { productId } = await aProduct();
  const make = async (host: string, facts: typeof good | null) => {
    const { ada, id } = await anEndpoint(productId, { host });
    if (facts) await scanned(id, facts);
    return { ada, id };
  };
  const { ada } = await make('good.example', good);
  await make('old.example', old);
  await make('ending.example', ending);
  await make('gone.example', unreachedFacts('refused'));
  return { productId, ada };
}

describe('the list', () => {
  it('is in its order page by page, whatever the order, and narrowed by what the address says', async () => {
    const { ada } = await four();
    for (const sort of ['grade.desc', 'grade.asc', 'expiry.asc', 'host.asc', 'scan.desc']) {
      const whole = (await listed(ada, `sort=${sort}`)).hosts;
      expect(whole).toHaveLength(4);
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listed(ada, `sort=${sort}`, 1, cursor);
        paged.push(...page.hosts);
        cursor = page.next;
      } while (cursor !== null);
      expect(paged, sort).toEqual(whole);
    }
    expect((await listed(ada)).hosts[0]).toBe('gone.example');
    expect((await listed(ada, 'sort=expiry.asc')).hosts.at(-1)).toBe('gone.example');
    expect((await listed(ada, 'grade=B')).hosts).toEqual(['old.example']);
    expect((await listed(ada, 'grade=unknown')).hosts).toEqual(['gone.example']);
    expect((await listed(ada, 'target=missed')).hosts).toEqual(['old.example']);
    expect((await listed(ada, 'expiry=due')).hosts).toEqual(['ending.example']);
    expect((await listed(ada, 'protocol=tls10')).hosts).toEqual(['old.example']);
    expect((await listed(ada, 'scan=unreached')).hosts).toEqual(['gone.example']);
    expect((await listed(ada, 'q=ENDING')).hosts).toEqual(['ending.example']);
    expect((await listed(ada, 'q=example:8443')).hosts).toEqual([]);
  });

  it('is empty for another team, whole for who may only read, and closed without the right', async () => {
    const { productId, ada } = await four();
    const narrow = { product: [], team: [] };
    expect((await listed(stranger())).hosts).toEqual([]);
    expect((await listed(readOnly())).hosts.length).toBeGreaterThanOrEqual(4);
    expect(await endpointSummary(reads(stranger()), narrow, NOON)).toMatchObject({ total: 0 });
    expect(await endpointSummary(reads(ada), narrow, NOON)).toEqual({
      total: 4,
      met: 2,
      missed: 1,
      unknown: 1,
      expiring: 1,
    });
    const address = await loadEndpointAddress(new URLSearchParams());
    expect((await expiries(reads(ada), address, NOON)).map(({ name }) => name)[0]).toBe('ending.example:443');
    expect(await expiries(reads(stranger()), address, NOON)).toEqual([]);
    expect(() => reads(roleless())).toThrow('forbidden');
    expect(productId).toBeTruthy();
  });
});

describe('the list as a file and as a view', () => {
  it('holds what the reader may see; views of one list are none of another', async () => {
    const { ada } = await four();
    const address = await loadEndpointAddress(new URLSearchParams('sort=host.asc'));
    const lines = async (actor: PersonActor) =>
      (await (await exportEndpoints(ctx(actor, NOON), address, 'csv')).text()).trim().split('\r\n');
    expect((await lines(ada)).map((line) => line.split(',')[0]).slice(1)).toEqual([
      'ending.example',
      'gone.example',
      'good.example',
      'old.example',
    ]);
    expect(await lines(stranger())).toHaveLength(1);
    await expect(exportEndpoints(ctx(roleless()), address, 'csv')).rejects.toMatchObject({ code: 'forbidden' });
    const view = { name: 'Bad ones', query: '?grade=F', shared: false };
    const { id } = await createView(ctx(ada, NOON), { noun: 'tls', ...view });
    expect(await savedViews(ada.id, 'tls')).toMatchObject([{ id, name: 'Bad ones' }]);
    expect(await savedViews(ada.id)).toEqual([]);
    await expect(deleteView(ctx(ada), { viewId: id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(createView(ctx(roleless()), { noun: 'tls', ...view })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a table of endpoints', () => {
  it('adds what is good, names what is watched already, and is for who may write there', async () => {
    const { productId } = await aProduct();
    const { ada } = await anEndpoint(productId);
    const table = readTable(Buffer.from('host,port\nshop.example,443\napi.example,\nnot a host,443\n'));
    await expect(addTable(ctx(readOnly()), { productId, table })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addTable(ctx(stranger()), { productId, table })).rejects.toMatchObject({ code: 'not_found' });
    const taken = await addTable(ctx(ada, NOON), { productId, table });
    expect(taken).toMatchObject({ added: 1, count: 2 });
    expect(taken.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 exists', '4 host']);
    expect((await listed(ada, 'q=api.example')).hosts).toEqual(['api.example']);
  });
});

describe('services that findings name', () => {
  it('are proposed until they are watched, within the scope', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId, { port: 8443, target: 'A+' });
    const heartbleed = { verdict: 'vulnerable' as const, detail: null };
    await scanned(id, someFacts({ weaknesses: { ...good.weaknesses, heartbleed } }));
    const write = (actor: PersonActor) => requirePermission({ actor }, 'tls:write');
    expect(await suggestedPlaces(write(ada), productId)).toEqual([]);
    await removeEndpoint(ctx(ada), { id, version: 1 });
    expect(await suggestedPlaces(write(ada), productId)).toEqual([{ host: 'shop.example', port: 8443, starttls: '' }]);
    await expect(suggestedPlaces(write(stranger()), productId)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a second opinion', () => {
  it('stands beside our grade and never changes it', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId, { host: 'shop.example' });
    await scanned(id, good);
    const ssllabs = {
      host: 'shop.example',
      port: 443,
      status: 'READY',
      criteriaVersion: '2009r',
      endpoints: [{ ipAddress: '192.0.2.7', statusMessage: 'Ready', grade: 'B', details: { protocols: [] } }],
    };
    const sent = (content: string) => ({
      id,
      fileName: 'report.json',
      report: async function* () {
        yield new Uint8Array(Buffer.from(content));
      },
    });
    const report = sent(JSON.stringify(ssllabs));
    await expect(addOpinions(ctx(readOnly()), report)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addOpinions(ctx(stranger()), report)).rejects.toMatchObject({ code: 'not_found' });
    const refused = async (content: string) =>
      addOpinions(ctx(ada, NOON), sent(content)).catch((error) => error.details);
    expect(await refused('{"a":1}')).toEqual({ issue: 'unreadable_report' });
    expect(await refused(JSON.stringify({ ...ssllabs, host: 'other.example' }))).toEqual({ issue: 'other_place' });
    const before = await storedEndpoint(id);
    expect(await addOpinions(ctx(ada, NOON), report)).toBe(1);
    expect(await storedEndpoint(id)).toEqual(before);
    const detail = await endpointById(reads(readOnly()), id, { now: NOON, write: null, scan: null });
    expect(detail.opinions).toMatchObject([{ tool: 'ssl-labs', grade: 'B', uploaderName: 'Ada' }]);
    expect(detail.scan?.advice.blocks.length).toBeGreaterThan(3);
    const gone = { endpointId: id, id: detail.opinions[0]?.id ?? '', note: 'of the old server' };
    await expect(removeOpinion(ctx(readOnly()), gone)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeOpinion(ctx(stranger()), gone)).rejects.toMatchObject({ code: 'not_found' });
    const both = await Promise.allSettled([removeOpinion(ctx(ada, NOON), gone), removeOpinion(ctx(ada, NOON), gone)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'not_found' } });
    expect((await audited(id)).slice(-2)).toEqual(['tls.opinion-added', 'tls.opinion-removed']);
    const trail = await unsafeDb().auditEntry.findFirst({ where: { action: 'tls.opinion-removed' } });
    expect(trail?.text).toContain(gone.note);
    expect(trail?.text).toContain('report.json');
  });
});
