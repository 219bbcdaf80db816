import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import programme from '@/lib/safeguards/catalogue/programme.json';
import { CHECK_IDS } from '@/lib/safeguards/catalogue-schema';
import { CHECKS } from '@/lib/safeguards/checks/registry';
import { judgeStatement } from '@/lib/safeguards/terms';

const checksUsed = CATALOGUE.flatMap(({ proof }) => (proof.kind === 'automatic' ? [proof.check] : []));
const attested = CATALOGUE.filter(({ proof }) => proof.kind === 'attestation');

describe('the catalogue', () => {
  it('has every line of the programme in its area, in its order, and no other', () => {
    const lines = programme.areas.flatMap(({ area, promises }) => promises.map((id) => ({ id, area })));
    expect(CATALOGUE.map(({ id, area }) => ({ id, area }))).toEqual(lines);
  });

  it('proves by itself what the programme wants proven so', () => {
    const automatic = CATALOGUE.filter(({ proof }) => proof.kind === 'automatic').map(({ id }) => id);
    expect(programme.automatic.filter((id) => !automatic.includes(id))).toEqual([]);
  });

  it('uses each check, once', () => {
    expect(checksUsed.toSorted()).toEqual([...CHECK_IDS].toSorted());
  });

  it.each(CHECK_IDS)('leads from %s to its evidence', (id) => {
    const { evidence } = CHECKS[id];
    expect(evidence.length).toBeGreaterThan(0);
    for (const { href } of evidence) expect(href).toMatch(/^\/[a-z]/);
  });

  it.each(attested.map((one) => [one.id, one] as const))(
    'says of %s who must state it, and for how long',
    (_id, one) => {
      expect(one.owner).not.toBe('');
      expect(one.days).toBeLessThanOrEqual(366);
      expect(judgeStatement(undefined, new Date(0)).state).toBe('unknown');
    },
  );

  it.each(CATALOGUE.map((one) => [one.id, one] as const))('has a target for %s that can be met in part', (_id, one) => {
    expect(one.target.partly).toBeLessThanOrEqual(one.target.atLeast);
    expect(new Set(Object.values(one.promise)).size).toBeGreaterThan(1);
  });
});
