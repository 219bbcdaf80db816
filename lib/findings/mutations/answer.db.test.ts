import { beforeEach, describe, expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { findingById } from '@/lib/findings/data/detail';
import { listFindings } from '@/lib/findings/data/list';
import { answerSsvc } from '@/lib/findings/mutations/answer';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { answerSsvcSchema } from '@/lib/findings/schema';
import { loadFilter } from '@/lib/findings/search-params';
import { aFinding, NOW } from '@/lib/findings/testing/findings';

withDatabase();

const analyst = person('Analyst', 'everywhere');
let productId = '';
let id = 0;

beforeEach(async () => {
  ({ productId } = await aProduct());
  await unsafeDb().product.update({ where: { id: productId }, data: { tier: 1 } });
  id = (await aFinding(productId, { severity: 4, vulnId: 'CVE-2024-0001', ids: ['CVE-2024-0001'] })).id;
  await weighFindings(NOW);
});

const detail = () => findingById(requirePermission(ctx(readOnly(), NOW), 'finding:read'), id, NOW);
const active = (before: string | null = null) =>
  ({ findingId: id, point: 'exploitation', answer: 'active', before, reason: 'Seen in our own logs.' }) as const;

describe('an answer', () => {
  test('counts instead of the facts, at once, and says why in detail, history and trail', async () => {
    expect((await detail()).risk.ssvc).toMatchObject({ decision: 'attend', rank: 2 });
    await answerSsvc(ctx(analyst, NOW), active());
    const { risk, ssvc, history, version } = await detail();
    expect(ssvc).toBe(3);
    expect(risk.ssvc).toMatchObject({ decision: 'act', rank: 3 });
    expect(risk.ssvc.answers[0]).toMatchObject({ answer: 'active', basis: 'person' });
    expect(risk.given).toEqual([
      {
        point: 'exploitation',
        answer: 'active',
        reason: 'Seen in our own logs.',
        by: analyst.name,
        at: NOW.toISOString(),
      },
    ]);
    expect(history[0]).toMatchObject({
      kind: 'ssvc',
      changes: [{ field: 'exploitation', before: null, after: 'active' }],
      note: 'Seen in our own logs.',
      actorName: analyst.name,
    });
    expect(version).toBe(1);
    const audited = await unsafeDb().auditEntry.findFirstOrThrow({
      where: { action: 'finding.answered', targetId: String(id) },
    });
    expect(JSON.parse(audited.text).data).toMatchObject({ point: 'exploitation', before: null, after: 'active' });
    expect(await weighFindings(NOW)).toBe(0);
  });

  test('is taken back with a reason', async () => {
    await answerSsvc(ctx(analyst, NOW), active());
    await answerSsvc(ctx(analyst, NOW), { ...active('active'), answer: null, reason: 'It was a test.' });
    const { risk, ssvc, history } = await detail();
    expect([ssvc, risk.given]).toEqual([2, []]);
    expect(history[0]).toMatchObject({ changes: [{ before: 'active', after: null }], note: 'It was a test.' });
  });

  test('of the second of two who answer at once is refused', async () => {
    const mission = { findingId: id, point: 'mission', before: null, reason: 'x' } as const;
    const both = await Promise.allSettled([
      answerSsvc(ctx(analyst, NOW), { ...mission, answer: 'low' }),
      answerSsvc(ctx(person('Responder', 'everywhere'), NOW), { ...mission, answer: 'medium' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await unsafeDb().findingEvent.count({ where: { findingId: id, kind: 'ssvc' } })).toBe(1);
  });

  test.each([
    ['who may only read', readOnly(), 'forbidden'],
    ['an administrator', person('Admin', 'everywhere'), 'forbidden'],
    ['an engineer of another team', stranger(), 'not_found'],
  ])('is not for %s', async (_who, actor, code) => {
    await expect(answerSsvc(ctx(actor, NOW), active())).rejects.toMatchObject({ code });
    expect(await unsafeDb().ssvcAnswer.count({ where: { findingId: id } })).toBe(0);
  });

  test.each([
    ['another question’s answer', { ...active(), answer: 'total' }],
    ['no question', { ...active(), point: 'mood' }],
    ['no reason', { ...active(), reason: '  ' }],
  ])('needs to fit: %s', (_what, input) => {
    expect(answerSsvcSchema.safeParse(input).success).toBe(false);
  });
});

test('a list is narrowed by the decision and ordered by priority, within the scope', async () => {
  await answerSsvc(ctx(analyst, NOW), active());
  const calm = await aFinding(productId, { severity: 1, priority: 100, ssvc: 0 });
  const urgent = await aFinding(productId, { severity: 4, priority: 900, ssvc: 3 });
  const scope = requirePermission(ctx(person('Engineer', [productId]), NOW), 'finding:read');
  const shown = async (address: string) => {
    const filter = loadFilter(new URLSearchParams(address));
    const list = { filter, order: 'priority.desc', cursor: null } as const;
    const { rows } = await listFindings(scope, list, { personId: null, now: NOW });
    return rows.map((row) => row.id);
  };
  expect(await shown('')).toEqual([urgent.id, id, calm.id]);
  expect(await shown('ssvc=act')).toEqual([urgent.id, id]);
  expect(await shown('ssvc=track,attend')).toEqual([calm.id]);
  const elsewhere = requirePermission(ctx(stranger(), NOW), 'finding:read');
  const list = { filter: loadFilter(new URLSearchParams('ssvc=act')), order: 'priority.desc', cursor: null } as const;
  expect((await listFindings(elsewhere, list, { personId: null, now: NOW })).rows).toEqual([]);
});
