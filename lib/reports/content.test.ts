import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/core/i18n/locales';
import { reportSchema } from '@/lib/reports/content';
import { reportDocument } from '@/lib/reports/document';
import { decideBlocks, decideFigures } from '@/lib/reports/sections/decide';
import { summaryBlocks } from '@/lib/reports/sections/posture';
import { reportWords } from '@/lib/reports/words';
import { AREAS } from '@/lib/safeguards/types';

const AT = '2026-11-20T12:00:00.000Z';
const NONE = { met: 0, partly: 0, missed: 0, unknown: 0 };
const fixes = { fixed: 2, meanDays: 3, medianDays: 2.5, due: 2, met: 1, reopened: 0 };
const spread = { n: 1, median: 7200, p90: 9000 };
const times = { mttd: spread, mtta: spread, mttc: spread, mttr: spread };
const severities = { info: 0, low: 0, medium: 1, high: 2, critical: 3 };
const promise = { en: 'Backups exist', de: 'Es gibt Backups', it: 'Ci sono backup', nl: 'Er zijn back-ups' };

const F1 = {
  ...{ id: 'F1', area: 'recovery', promise, state: 'missed', before: 'met', counts: true, excepted: false },
  ...{ good: 0, total: 1, atLeast: 1, since: AT, freshAt: null, owner: null, reasons: [] },
};

/** As the first reports were stored, before requests, exceptions and endpoints were named in them. */
const FIRST = {
  ...{ schema: 1, asOf: AT, weeks: 4, team: { slug: 'shop', name: 'Shop' }, madeAt: AT, madeBy: 'Rita' },
  comparedWith: { at: '2026-11-01T12:00:00.000Z', report: null },
  sections: [
    {
      ...{ id: 'posture', score: { points: 0, of: 1, excepted: 0, idle: 0 }, scoreBefore: null },
      ...{ states: { ...NONE, missed: 1 }, judgedAt: AT, stale: false },
      areas: AREAS.map((area) => ({ area, points: 0, of: 1, states: NONE })),
      course: [{ day: '2026-11-20', states: NONE }],
      promises: [F1],
    },
    {
      ...{ id: 'findings', since: '2026-11-01', fixes: { all: fixes, before: fixes } },
      weeks: [{ day: '2026-11-20', open: 6, severities, found: 1, back: 0, fixed: 2, dismissed: 0 }],
      ages: { week: severities, month: severities, quarter: severities, year: severities, older: severities },
    },
    {
      ...{ id: 'tls', total: 1, met: 0, missed: 1, unknown: 0, expiring: 0 },
      grades: [{ letter: 'C', n: 1 }],
    },
    { id: 'recovery', services: [{ name: 'orders', product: 'Shop', verdicts: [] }] },
    { id: 'incidents', counted: 1, leftOut: 0, times, before: times, reactions: [], overdue: [] },
    { id: 'risks', total: 0, waiting: 2, rows: [] },
  ],
};

describe('a report of before', () => {
  it.each(LOCALES)('is read as it is, in %s', async (locale) => {
    const content = reportSchema.parse(FIRST);
    const words = await reportWords(locale, 'UTC', new Date(AT));
    const reported = { number: 1, sha256: 'f00', content, hidden: 0 };
    const { blocks } = reportDocument(reported, words, { withAnnex: false });
    const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []));
    expect(cells).toContain(words.t('decide.newly', { promise: `F1 ${promise[locale]}` }));
    expect(cells).toContain(words.t('decide.requests', { n: 2 }));
    // Whose it was is not known any more: the catalogue of today is not asked.
    const decide = blocks.find((block) => block.kind === 'table' && block.head[1] === words.t('decide.who'));
    expect(decide?.kind === 'table' && decide.rows[0]?.[1]).toBe('–');
    expect(JSON.stringify(blocks)).not.toMatch(/reports\.[a-z]+\.|undefined|NaN/);
  });
});

/** The texts between the first heading and the first figures, with the posture as it is given. */
async function openingWith(posture: object, locale: (typeof LOCALES)[number]) {
  const [old, ...rest] = FIRST.sections;
  const content = reportSchema.parse({ ...FIRST, sections: [{ ...old, ...posture }, ...rest] });
  const words = await reportWords(locale, 'UTC', new Date(AT));
  const { blocks } = reportDocument({ number: 1, sha256: 'f00', content, hidden: 0 }, words, { withAnnex: false });
  const said = blocks.slice(
    1,
    blocks.findIndex(({ kind }) => kind === 'figures'),
  );
  return { words, said: said.map((block) => (block.kind === 'text' ? block.text : block.kind)) };
}

describe('a report of promises that nobody judged for hours', () => {
  it.each(LOCALES)('says so before it says how many hold, in %s', async (locale) => {
    const fresh = await openingWith({ stale: false }, locale);
    expect(fresh.said).toHaveLength(1);
    const { words, said } = await openingWith({ stale: true }, locale);
    const at = words.format.dateTime(new Date(AT), 'exact');
    expect(said).toEqual([words.t('posture.stale', { at }), ...fresh.said]);
    expect(said[0]).toContain(at);
    const never = await openingWith({ stale: true, judgedAt: null }, locale);
    expect(never.said).toEqual([words.t('posture.never'), ...fresh.said]);
  });
});

/** The first report with its sections changed, by their ids, and the words to write it with. */
async function changed(more: Readonly<Record<string, object>>) {
  const sections = FIRST.sections.map((section) => ({ ...section, ...more[section.id] }));
  const content = reportSchema.parse({ ...FIRST, sections });
  const words = await reportWords('en', 'UTC', new Date(AT));
  return { content, words, context: { ...words, ...content } };
}

describe('what waits for a decision', () => {
  const requests = [{ number: 4, product: 'Shop', requester: 'Emil', requestedAt: AT, expiresAt: AT }];
  const row = { ...{ number: 5, product: 'Shop', scope: 'rule', of: 'r', ceiling: 3, reason: 'other', approver: 'R' } };
  const soon = { ...row, expiresAt: '2026-12-01T12:00:00.000Z' };
  const later = { ...row, expiresAt: '2027-12-01T12:00:00.000Z' };
  const overdue = [{ incident: 7, number: 1, title: 'Rotate', owner: 'Rita', dueOn: '2026-11-01' }];

  it('is counted whole where not all of it is named', async () => {
    const { content, words, context } = await changed({
      risks: { total: 140, waiting: 120, requests, ending: 130, rows: [soon, later] },
      incidents: { overdue, overdueTotal: 250 },
    });
    expect(decideFigures(content.sections, context).map(({ value }) => value)).toEqual(['1', '0', '120', '130', '250']);
    const said = decideBlocks(content.sections, context).flatMap((block) =>
      block.kind === 'text' ? [block.text] : [],
    );
    expect(said).toEqual([119, 129, 249].map((n) => words.t('decide.more', { n })));
  });

  it('is what a report of before names, and how many requests it knew of', async () => {
    const { content, context } = await changed({ risks: { rows: [soon, later] }, incidents: { overdue } });
    expect(decideFigures(content.sections, context).map(({ value }) => value)).toEqual(['1', '0', '2', '1', '1']);
    const said = decideBlocks(content.sections, context).filter(({ kind }) => kind === 'text');
    expect(said).toEqual([]);
  });
});

describe('what changed', () => {
  const changesOf = async (more: object) => {
    const judged = { scoreBefore: { points: 1, of: 1 }, promises: [{ ...F1, ...more }] };
    const { content, words, context } = await changed({ posture: judged });
    const posture = content.sections.find((one) => one.id === 'posture');
    if (!posture) throw new Error('no posture');
    const blocks = summaryBlocks(posture, content.sections, context);
    const table = blocks.find((block) => block.kind === 'table' && block.label === words.t('summary.changes'));
    return table?.kind === 'table' ? table.rows.map(([, then, now]) => [then, now]) : [];
  };

  it.each([
    ['a state', { stood: 'met' }, [['Met', 'Missed']]],
    ['nothing', { stood: 'missed' }, []],
    ['an exception that holds now', { stood: 'missed', excepted: true }, [['Missed', 'Excepted']]],
    ['an exception that ended', { before: 'missed', stood: 'excepted' }, [['Excepted', 'Missed']]],
    [
      'nothing to judge by any more',
      { stood: 'met', state: 'unknown', counts: false },
      [['Met', 'Nothing to judge by']],
    ],
    ['nothing, while there is nothing to judge by', { stood: 'idle', state: 'unknown', counts: false }, []],
    ['what nobody knows from', { before: null, stood: null }, []],
    ['a state, as reports of before say it', {}, [['Met', 'Missed']]],
  ])('is where a promise stands: %s', async (_, more, expected) => {
    expect(await changesOf(more)).toEqual(expected);
  });

  it('is not known where nobody had judged anything, which is not the same as nothing', async () => {
    const { content, words, context } = await changed({ posture: { scoreBefore: null } });
    const posture = content.sections.find((one) => one.id === 'posture');
    const said = posture ? JSON.stringify(summaryBlocks(posture, content.sections, context)) : '';
    expect(said).toContain('what changed since is not known');
    expect(said).not.toContain(words.t('summary.noChange'));
    expect(said).not.toContain(words.t('summary.changes'));
  });
});
