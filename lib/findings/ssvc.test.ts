import { describe, expect, test } from 'vitest';
import { type ProductAttributes, UNKNOWN_ATTRIBUTES } from '@/lib/assets/attributes';
import { missionOf, type SsvcFacts, ssvcOf } from '@/lib/findings/ssvc';
import { decisionName } from '@/lib/findings/ssvc-decisions';
import { decide, SSVC_TREE } from '@/lib/findings/ssvc-tree';

/** cisa_coordinator_2_0_3.csv: exploitation, automatable, technical impact, mission, decision. */
const CISA = `
none,no,partial,low,track none,no,partial,medium,track none,no,partial,high,track none,no,total,low,track
none,no,total,medium,track none,no,total,high,track_star none,yes,partial,low,track none,yes,partial,medium,track
none,yes,partial,high,attend none,yes,total,low,track none,yes,total,medium,track none,yes,total,high,attend
poc,no,partial,low,track poc,no,partial,medium,track poc,no,partial,high,track_star poc,no,total,low,track
poc,no,total,medium,track_star poc,no,total,high,attend poc,yes,partial,low,track poc,yes,partial,medium,track
poc,yes,partial,high,attend poc,yes,total,low,track poc,yes,total,medium,track_star poc,yes,total,high,attend
active,no,partial,low,track active,no,partial,medium,track active,no,partial,high,attend active,no,total,low,track
active,no,total,medium,attend active,no,total,high,act active,yes,partial,low,attend active,yes,partial,medium,attend
active,yes,partial,high,act active,yes,total,low,attend active,yes,total,medium,act active,yes,total,high,act`
  .trim()
  .split(/\s+/)
  .map((row) => row.split(','));

test.each(CISA)('%s, %s, %s, %s: %s', (exploitation, automatable, technical, mission, decision) => {
  expect(decisionName(decide({ exploitation, automatable, technical_impact: technical, mission }))).toBe(decision);
});

test('the tree has no other combination', () => {
  expect(CISA).toHaveLength(SSVC_TREE.table.length);
});

const FACTS: SsvcFacts = {
  severity: 4,
  vulnId: 'CVE-2024-1',
  epss: null,
  knownExploited: null,
  references: [],
  cvss: [],
};
const of = (more: Partial<SsvcFacts>, product = UNKNOWN_ATTRIBUTES) => ssvcOf({ ...FACTS, ...more }, product);
const answer = (more: Partial<SsvcFacts>, point: string) => of(more).answers.find((one) => one.point === point);
const cvss = (version: '2.0' | '3.1' | '4.0', vector: string) => [{ version, vector, score: null, source: '' }];

describe('answers from facts', () => {
  test('what nobody knows is unknown, and the decision says what it assumes', () => {
    const { answers, decision } = of({});
    expect(answers.map(({ answer: known, counted, basis }) => [known, counted, basis])).toEqual([
      [null, 'none', 'no_catalogue'],
      [null, 'yes', 'no_vector'],
      [null, 'total', 'no_vector'],
      [null, 'medium', 'product_unknown'],
    ]);
    expect(decision).toBe('track');
    expect(answer({ vulnId: 'rule' }, 'exploitation')?.basis).toBe('no_cve');
    const high = { ...UNKNOWN_ATTRIBUTES, tier: 1 } as const;
    const bySeverity = [0, 1, 2, 3, 4].map((severity) => of({ severity }, high).decision);
    expect(bySeverity).toEqual(['track', 'track', 'track', 'track_star', 'attend']);
  });

  test.each([
    [{ knownExploited: true, epss: 0.9 }, 'active', 'known_exploited'],
    [{ knownExploited: false, references: ['https://www.exploit-db.com/exploits/1'] }, 'poc', 'reference'],
    [{ knownExploited: false, epss: 0.1 }, 'poc', 'epss'],
    [{ knownExploited: false, epss: 0.0999 }, 'none', 'not_listed'],
  ])('exploitation by %j is %s', (facts, expected, basis) => {
    expect(answer(facts, 'exploitation')).toMatchObject({ answer: expected, basis });
  });

  test.each([
    [cvss('3.1', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'), 'yes', 'total'],
    [cvss('3.1', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:L/A:N'), 'no', 'total'],
    [cvss('3.1', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:L/A:H'), 'no', 'partial'],
    [cvss('4.0', 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'), 'no', 'total'],
    [cvss('4.0', 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:H/SI:H/SA:N'), 'yes', 'partial'],
    [cvss('2.0', 'AV:N/AC:L/Au:N/C:C/I:C/A:C'), null, null],
    [cvss('3.1', 'nonsense'), null, null],
  ])('%j: automatable %s, impact %s', (vectors, automatable, impact) => {
    expect(answer({ cvss: vectors }, 'automatable')?.answer).toBe(automatable);
    expect(answer({ cvss: vectors }, 'technical_impact')?.answer).toBe(impact);
  });

  test.each<[Partial<ProductAttributes>, string | null]>([
    [{ tier: 1 }, 'high'],
    [{ tier: 2 }, 'medium'],
    [{ tier: 3, exposure: 'isolated' }, 'medium'],
    [{ tier: 4, exposure: 'internet', dataClass: 'personal' }, 'medium'],
    [{ tier: 4, exposure: 'internet', dataClass: 'public' }, 'low'],
    [{ tier: 4, exposure: 'isolated' }, 'low'],
    [{ tier: 4, exposure: 'internet' }, null],
    [{ tier: 4 }, null],
    [{ exposure: 'internet', dataClass: 'strict' }, null],
  ])('a product of %j: %s', (product, expected) => {
    expect(missionOf({ ...UNKNOWN_ATTRIBUTES, ...product }).answer).toBe(expected);
  });
});

test('a person overrules the facts, but not with an answer that does not exist', () => {
  const said = ssvcOf({ ...FACTS, knownExploited: false }, UNKNOWN_ATTRIBUTES, {
    exploitation: 'active',
    mission: 'much',
  });
  expect(said.answers[0]).toMatchObject({ answer: 'active', basis: 'person' });
  expect(said.answers[3]).toMatchObject({ answer: null, basis: 'product_unknown' });
  expect(said.decision).toBe('act');
});
