import { describe, expect, it } from 'vitest';
import { CROSSWALKS, correspondsTo, FRAMEWORKS, MAPPINGS, mappedTo } from '@/lib/compliance/catalogue';
import { LOCALES } from '@/lib/core/i18n/locales';

/** How many controls each framework has: counted by hand from its publisher's list. */
const COUNTS: Readonly<Record<string, number>> = {
  'iso-27001-2022': 93,
  'soc2-2017': 61,
  gdpr: 28,
  nis2: 10,
  'eu-2024-2690': 49,
  'nist-csf-2.0': 106,
  'bsi-grundschutz-pp': 19,
};

/** The numbers of Annex A go without a gap from 1 to these. */
const ANNEX_A = { 'A.5': 37, 'A.6': 8, 'A.7': 14, 'A.8': 34 } as const;

/** The lines of the programme that a mapping may name. */
const SAFEGUARDS = { A: 13, B: 6, C: 5, D: 5, E: 8, F: 8, G: 6, H: 4 } as const;

describe.each(FRAMEWORKS)('$id', ({ id, groups, controls }) => {
  it('is complete, and each number is there once', () => {
    expect(controls).toHaveLength(COUNTS[id] ?? 0);
    expect(new Set(controls.map((one) => one.id)).size).toBe(controls.length);
    expect(new Set(groups.map((one) => one.id)).size).toBe(groups.length);
    expect(new Set(controls.map(({ group }) => group))).toEqual(new Set(groups.map((one) => one.id)));
  });

  it('has titles, no sentences, in each language, and different ones for different controls', () => {
    for (const locale of LOCALES) {
      const titles = controls.map(({ title }) => (typeof title === 'string' ? '' : title[locale]));
      for (const title of titles) {
        expect(title).not.toMatch(/\b(shall|should be|the entity|muss|sollte|deve|moet)\b|[.;]$/i);
        expect(title.split(/\s+/).length).toBeLessThanOrEqual(12);
      }
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('is mapped to safeguards of the programme, each pair once', () => {
    const rows = MAPPINGS.find(({ framework }) => framework === id)?.rows ?? [];
    const known = new Set(controls.map((one) => one.id));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ safeguard, control }) => `${safeguard} ${control}`)).size).toBe(rows.length);
    for (const { safeguard, control } of rows) {
      expect(known).toContain(control);
      const [, area = '', number = ''] = /^([A-H])(\d+)$/.exec(safeguard) ?? [];
      const last = Object.entries(SAFEGUARDS).find(([letter]) => letter === area)?.[1] ?? 0;
      expect(Number(number)).toBeLessThanOrEqual(last);
      expect(Number(number)).toBeGreaterThan(0);
    }
  });
});

it('has every number of Annex A', () => {
  const iso = FRAMEWORKS.find(({ id }) => id === 'iso-27001-2022');
  const expected = Object.entries(ANNEX_A).flatMap(([group, last]) =>
    Array.from({ length: last }, (_, index) => `${group}.${index + 1}`),
  );
  expect(iso?.controls.map(({ id }) => id)).toEqual(expected);
});

it('keeps what is under CC-BY-SA apart, with its author, place and licence', () => {
  const bsi = FRAMEWORKS.filter(({ licence }) => licence.includes('CC-BY-SA'));
  expect(bsi.map(({ id }) => id)).toEqual(['bsi-grundschutz-pp']);
  for (const file of [...bsi, ...CROSSWALKS]) {
    expect(file.issuer).toContain('BSI');
    expect(file.source).toContain('commit 47de282');
  }
});

it('says what a control corresponds to in Grundschutz++, and which safeguards are behind it', () => {
  expect(correspondsTo('iso-27001-2022', 'A.5.1')[0]).toMatchObject({
    to: 'bsi-grundschutz-pp',
    licence: 'CC-BY-SA-4.0',
  });
  expect(new Set(CROSSWALKS[0]?.rows.map(({ control }) => control)).size).toBe(93);
  expect(mappedTo('iso-27001-2022', 'A.8.13').map(({ safeguard }) => safeguard)).toEqual([
    'F1',
    'F3',
    'F5',
    'F2',
    'F4',
  ]);
  expect(mappedTo('iso-27001-2022', 'A.6.1')).toEqual([]);
});
