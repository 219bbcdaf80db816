import { describe, expect, it } from 'vitest';
import { addDuration } from '@/lib/duties/duration';
import { regimeSchema } from '@/lib/duties/regime';
import { editionAt, editionOf, REGIMES } from '@/lib/duties/regimes';

describe.each(REGIMES.map((regime) => [regime.id, regime] as const))('%s', (_, regime) => {
  it('has versions that follow each other', () => {
    for (const [index, { validFrom, validTo }] of regime.editions.entries()) {
      if (validTo !== null) expect(validTo > validFrom).toBe(true);
      const next = regime.editions[index + 1];
      if (next) expect(validTo !== null && validTo < next.validFrom).toBe(true);
    }
  });

  it.each(regime.editions)('of $validFrom: stages name stages that there are', ({ stages }) => {
    const ids = stages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('decision');
    for (const { startsFrom, insteadOf, after } of stages) {
      const named = [insteadOf, after, startsFrom.startsWith('sent:') ? startsFrom.slice(5) : undefined];
      for (const name of named) if (name !== undefined) expect(ids).toContain(name);
    }
  });

  it.each(regime.editions)('of $validFrom: follows a regime that there is', ({ plausible }) => {
    if (plausible.follows !== undefined) expect(REGIMES.map(({ id }) => id)).toContain(plausible.follows);
  });
});

it('ships what was checked, with what the law says', () => {
  const stages = REGIMES.flatMap(({ id, editions }) =>
    editions.flatMap((edition) => edition.stages.map((stage) => [id, stage.id, stage.startsFrom, stage.due] as const)),
  );
  const shape = (id: string) => [
    [id, 'early_warning', 'aware', 'PT24H'],
    [id, 'notification', 'aware', 'PT72H'],
    [id, 'intermediate', 'request', null],
    [id, 'final', 'sent:notification', 'P1M'],
    [id, 'progress', 'sent:notification', 'P1M'],
    [id, 'final_after_progress', 'handled', 'P1M'],
  ];
  expect(stages).toEqual([
    ['gdpr-33-1', 'notification', 'aware', 'PT72H'],
    ['gdpr-33-2', 'notification', 'aware', null],
    ['gdpr-34', 'communication', 'aware', null],
    ...shape('nis2-23'),
    ...shape('bsig-32'),
  ]);
});

it('takes the version that was in force', () => {
  const bsig = REGIMES.find(({ id }) => id === 'bsig-32');
  if (!bsig) throw new Error('missing');
  expect(editionAt(bsig, new Date('2025-12-05T23:59:59Z'))).toBeNull();
  expect(editionAt(bsig, new Date('2025-12-06T00:00:00Z'))?.validFrom).toBe('2025-12-06');
  expect(editionOf('bsig-32', '2025-12-06')?.edition.source.article).toBe('§ 32');
  expect(editionOf('bsig-32', '2001-01-01')).toBeNull();
});

it('refuses a file that says more, or a time that nobody can count', () => {
  const [first] = REGIMES;
  const [edition] = first?.editions ?? [];
  expect(regimeSchema.safeParse({ ...first, more: 1 }).success).toBe(false);
  expect(regimeSchema.safeParse({ ...first, editions: [{ ...edition, decideWithin: 'soon' }] }).success).toBe(false);
  expect(addDuration(new Date(0), 'P1Y')).toBeNull();
});
