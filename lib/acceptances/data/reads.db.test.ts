import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { acceptanceById, type DetailViewer } from '@/lib/acceptances/data/detail';
import { evidenceFile } from '@/lib/acceptances/data/evidence';
import { countToDecide, listAcceptances, type RegisterViewer } from '@/lib/acceptances/data/list';
import { previewRequest } from '@/lib/acceptances/data/preview';
import { exportAcceptances } from '@/lib/acceptances/export';
import { withdrawAcceptance } from '@/lib/acceptances/mutations/end';
import { addEvidence } from '@/lib/acceptances/mutations/evidence';
import { EVIDENCE_BYTES_MAX } from '@/lib/acceptances/schema';
import { acceptancesHref, loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import {
  anApprover,
  approve,
  aRequester,
  audited,
  known,
  naming,
  requested,
} from '@/lib/acceptances/testing/acceptances';
import { requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listFindings } from '@/lib/findings/data/list';
import { loadFilter } from '@/lib/findings/search-params';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

const END = addDays(NOW, 10);
const scopeFor = (actor: PersonActor): Scope => requirePermission({ actor }, 'finding:read');
const viewing = (actor: PersonActor, now = NOW): RegisterViewer => ({
  personId: actor.id,
  decides: scopeOf({ actor }, 'risk:approve'),
  now,
});
const looking = (actor: PersonActor, now = NOW): DetailViewer => ({
  personId: actor.id,
  now,
  request: scopeOf({ actor }, 'risk:request'),
  approve: scopeOf({ actor }, 'risk:approve'),
  revoke: scopeOf({ actor }, 'risk:revoke'),
});

function query(address: string, cursor: string | null = null) {
  const { sort, ...filter } = loadAcceptanceAddress(new URLSearchParams(address));
  return { filter, order: sort, cursor };
}

async function numbers(actor: PersonActor, address: string, now = NOW): Promise<string[]> {
  const { rows } = await listAcceptances(scopeFor(actor), query(address), viewing(actor, now));
  return rows.map(({ id }) => id);
}

async function team() {
  const { productId } = await aProduct();
  return { productId, requester: await aRequester(productId), approver: await anApprover(productId) };
}

describe('the register', () => {
  it('shows what is within the scope, as it is at the instant', async () => {
    const { productId, requester, approver } = await team();
    const findings = await someFindings(productId, 2);
    const id = await requested(requester, naming(...findings));
    await approve(approver, id);
    const at = async (now: Date) =>
      (await listAcceptances(scopeFor(requester), query(''), viewing(requester, now))).rows.map(
        ({ state, held, endedAt }) => [state, held, endedAt],
      );
    expect(await at(new Date(END.getTime() - 1))).toEqual([['approved', 2, null]]);
    // The worker has not been there: the row in the database still says approved.
    expect(await at(END)).toEqual([['expired', 0, END.toISOString()]]);
    expect(await numbers(requester, '?state=approved', END)).toEqual([]);
    expect(await numbers(requester, '?state=expired', END)).toEqual([id]);
    expect(await numbers(readOnly(), `?q=${productId}`)).toEqual([]);
    expect(await numbers(stranger(), '')).toEqual([]);
  });

  it('queues for an approver what others ask for in their products, and nothing that is over', async () => {
    const { productId, requester, approver } = await team();
    const finding = await aFinding(productId);
    const theirs = await requested(requester, naming(finding));
    const own = await requested(approver, naming(finding));
    const withdrawn = await requested(requester, naming(finding));
    await withdrawAcceptance(ctx(requester), { id: withdrawn, version: 1 });
    expect(await numbers(approver, '?queue=decide')).toEqual([theirs]);
    expect(await countToDecide(scopeFor(approver), viewing(approver))).toBe(1);
    expect(await countToDecide(scopeFor(approver), viewing(approver, END))).toBe(0);
    expect(await numbers(approver, '?queue=mine')).toEqual([own]);
    expect(await numbers(requester, '?queue=decide')).toEqual([]);
    expect(await countToDecide(scopeFor(requester), viewing(requester))).toBe(0);
  });

  it.each(['expires.asc', 'expires.desc', 'requested.desc', 'severity.desc'])(
    'pages by %s without leaving one out or showing one twice',
    async (sort) => {
      const { productId, requester } = await team();
      const asked: string[] = [];
      for (let n = 0; n < 7; n += 1) {
        const finding = await aFinding(productId, { severity: n % 3 });
        asked.push(await requested(requester, naming(finding), { expiresAt: addDays(NOW, 3 + (n % 2)) }));
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const q = query(`?sort=${sort}`, cursor);
        const page: Awaited<ReturnType<typeof listAcceptances>> = await listAcceptances(
          scopeFor(requester),
          q,
          viewing(requester),
          2,
        );
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      expect([...seen].sort()).toEqual([...asked].sort());
    },
  );

  it('narrows by state, scope, product and text', async () => {
    const { productId, requester } = await team();
    const { slug } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId } });
    const limits = { productId, ceiling: 2, exploited: false };
    const wide = await requested(requester, { kind: 'package', packageName: 'openssl', ...limits });
    const named = await requested(requester, naming(await aFinding(productId)), { justification: 'Retired in May' });
    expect(await numbers(requester, '?scope=package')).toEqual([wide]);
    expect(await numbers(requester, '?q=OPENSSL')).toEqual([wide]);
    expect(await numbers(requester, '?q=in%20may')).toEqual([named]);
    expect(await numbers(requester, `?product=${slug}&state=requested`)).toHaveLength(2);
    expect(await numbers(requester, '?product=another')).toEqual([]);
    expect(acceptancesHref('/acceptances', { queue: 'decide' })).toBe('/acceptances?queue=decide');
  });

  it('is exported as the list shows it, harmless to spreadsheets', async () => {
    const { productId, requester } = await team();
    const id = await requested(requester, naming(await aFinding(productId)), { justification: '=HYPERLINK("x")' });
    const read = async (format: 'csv' | 'jsonl') => {
      const address = loadAcceptanceAddress(new URLSearchParams());
      return (await exportAcceptances(ctx(requester), address, format, viewing(requester))).text();
    };
    const rows: Record<string, string>[] = parse(await read('csv'), { columns: true, bom: true });
    expect(rows).toMatchObject([
      { id, state: 'requested', most_severe: 'high', requested_by: 'Emil', justification: `'=HYPERLINK("x")` },
    ]);
    const lines = (await read('jsonl')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ id, justification: '=HYPERLINK("x")' }]);
    expect(await audited('acceptances')).toContain('acceptance.exported');
    const outsider = stranger();
    const address = loadAcceptanceAddress(new URLSearchParams());
    const nothing = await exportAcceptances(ctx(outsider), address, 'jsonl', viewing(outsider));
    expect(await nothing.text()).toBe('');
  });
});

describe('one acceptance', () => {
  it('says what it would cover, then what it covers, and who may do what', async () => {
    const { productId, requester, approver } = await team();
    const limits = { productId, ceiling: 1, exploited: false };
    await someFindings(productId, 3, { severity: 1 });
    await aFinding(productId, { severity: 2 });
    const id = await requested(requester, { kind: 'product', ...limits });
    const before = await acceptanceById(scopeFor(approver), id, looking(approver));
    expect(before).toMatchObject({ state: 'requested', figures: { waiting: 3, covered: 0 } });
    expect(before.rights).toEqual({ decide: true, withdraw: false, revoke: false, renew: false, attach: true });
    expect((await acceptanceById(scopeFor(requester), id, looking(requester))).rights).toMatchObject({
      decide: false,
      withdraw: true,
    });
    await approve(approver, id);
    const after = await acceptanceById(scopeFor(approver), id, looking(approver));
    expect(after).toMatchObject({ state: 'approved', held: 3, figures: { waiting: 0, covered: 3 } });
    expect(after.rights).toMatchObject({ decide: false, revoke: true, renew: true });
    expect((await acceptanceById(scopeFor(approver), id, looking(approver, END))).rights).toMatchObject({
      revoke: false,
      renew: true,
      attach: false,
    });
  });

  it('of another team is not found', async () => {
    const { productId, requester } = await team();
    const id = await requested(requester, naming(await aFinding(productId)));
    const other = stranger();
    await expect(acceptanceById(scopeFor(other), id, looking(other))).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('the list of findings shows those of one acceptance, and nothing of it to another team', async () => {
  const { productId, requester, approver } = await team();
  const [one, two] = await someFindings(productId, 2);
  if (!one || !two) throw new Error('two findings');
  await aFinding(productId);
  const id = await requested(requester, naming(one, two));
  await approve(approver, id);
  const listed = async (actor: PersonActor, query: string) => {
    const filter = loadFilter(query);
    const viewer = { personId: actor.id, now: NOW };
    const page = await listFindings(scopeFor(actor), { filter, order: 'severity.desc', cursor: null }, viewer);
    return page.rows.map((row) => row.id).sort((a, b) => a - b);
  };
  expect(await listed(requester, `?acceptance=${id}&status=any`)).toEqual([one.id, two.id].sort((a, b) => a - b));
  expect(await listed(requester, `?acceptance=${id}`)).toEqual([]);
  expect(await listed(stranger(), `?acceptance=${id}&status=any`)).toEqual([]);
});

describe('evidence', () => {
  const pdf = (text = '') => new Uint8Array(Buffer.from(`%PDF-1.7 ${text}`));

  it('is kept as it came, and makes whoever was about to approve look again', async () => {
    const { productId, requester, approver } = await team();
    const id = await requested(requester, naming(await aFinding(productId)));
    const fileId = await addEvidence(ctx(requester), { acceptanceId: id, name: 'risk.pdf', content: pdf() });
    const { evidence, version } = await acceptanceById(scopeFor(approver), id, looking(approver));
    expect(version).toBe(2);
    expect(evidence).toMatchObject([{ id: fileId, name: 'risk.pdf', mediaType: 'application/pdf', size: 9 }]);
    expect(evidence[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const file = await evidenceFile(scopeFor(approver), id, fileId);
    expect(Buffer.from(file.data).toString()).toBe('%PDF-1.7 ');
    const other = stranger();
    await expect(evidenceFile(scopeFor(other), id, fileId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await audited(id)).toEqual(['acceptance.requested', 'acceptance.evidence-added']);
    await expect(unsafeDb().acceptanceEvidence.delete({ where: { id: fileId } })).rejects.toThrow(/permission denied/);
    const rename = unsafeDb().acceptanceEvidence.update({ where: { id: fileId }, data: { name: 'other.pdf' } });
    await expect(rename).rejects.toThrow(/permission denied/);
  });

  it('is refused where it is too large, nothing that is taken, too much, too late or of another team', async () => {
    const { productId, requester } = await team();
    const id = await requested(requester, naming(await aFinding(productId)));
    const add = (actor: PersonActor, name: string, content: Uint8Array<ArrayBuffer>, now = NOW) =>
      addEvidence(ctx(actor, now), { acceptanceId: id, name, content });
    await expect(add(readOnly(), 'a.pdf', pdf())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(add(await known(stranger()), 'a.pdf', pdf())).rejects.toMatchObject({ code: 'not_found' });
    const html = new Uint8Array(Buffer.from('<p>'));
    await expect(add(requester, 'a.pdf', html)).rejects.toMatchObject({ code: 'unsupported' });
    await expect(add(requester, 'a.txt', new Uint8Array())).rejects.toMatchObject({ code: 'invalid' });
    const large = new Uint8Array(EVIDENCE_BYTES_MAX + 1);
    await expect(add(requester, 'a.txt', large)).rejects.toMatchObject({ code: 'too_large' });
    for (let n = 0; n < 10; n += 1) await add(requester, `${n}.pdf`, pdf(String(n)));
    await expect(add(requester, 'a.pdf', pdf())).rejects.toMatchObject({ details: { issue: 'too_many_files' } });
    await expect(add(requester, 'a.pdf', pdf(), END)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the preview of a request', () => {
  it('counts what each scope would cover, where the findings share it', async () => {
    const { productId, requester } = await team();
    const ask = (...findings: { id: number; version: number }[]) => {
      const scope = requirePermission({ actor: requester }, 'risk:request');
      return previewRequest(ctx(requester), scope, { kind: 'some', findings });
    };
    const one = await aFinding(productId, { packageName: 'openssl', ruleId: 'CVE-1', severity: 4 });
    const two = await aFinding(productId, {
      packageName: 'openssl',
      ruleId: 'CVE-2',
      severity: 2,
      knownExploited: true,
    });
    const closed = await aFinding(productId, { packageName: 'openssl', status: 'fixed' });
    await aFinding(productId, { severity: 1 });
    expect(await ask(one)).toMatchObject({
      products: 1,
      leftOut: 0,
      common: { productId, packageName: 'openssl', ruleId: 'CVE-1' },
      scopes: [
        { scope: 'findings', bySeverity: [0, 0, 0, 0, 1], exploited: [0, 0, 0, 0, 0] },
        { scope: 'package', bySeverity: [0, 0, 1, 0, 1], exploited: [0, 0, 1, 0, 0] },
        { scope: 'rule', bySeverity: [0, 0, 0, 0, 1] },
        { scope: 'product', bySeverity: [0, 1, 1, 0, 1] },
      ],
    });
    const several = await ask(one, two, closed);
    expect(several.scopes.map(({ scope }) => scope)).toEqual(['findings', 'package', 'product']);
    expect(several).toMatchObject({ leftOut: 1, common: { ruleId: null } });
  });

  it('reaches nothing beyond the scope', async () => {
    const { productId } = await team();
    const finding = await aFinding(productId);
    const other = person('Analyst', [(await aProduct()).productId]);
    const asking = previewRequest(ctx(other), requirePermission({ actor: other }, 'risk:request'), {
      kind: 'some',
      findings: [finding],
    });
    await expect(asking).rejects.toMatchObject({ code: 'not_found' });
  });
});
