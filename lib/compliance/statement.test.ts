import { createFormatter, createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { assess, narrow, summarise } from '@/lib/compliance/assess';
import { FRAMEWORKS, mappedTo } from '@/lib/compliance/catalogue';
import { statementDocument } from '@/lib/compliance/statement';
import type { DecisionView, FrameworkView } from '@/lib/compliance/view-types';
import { formats } from '@/lib/core/datetime';
import { toMarkdown } from '@/lib/core/document/markdown';
import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';

const NOON = new Date('2026-11-22T12:00:00Z');
const UNDECIDED: DecisionView = {
  ...{ number: 0, applicable: null, justification: '', implementation: '', reference: '', owner: null },
  ...{ ownBacking: false, at: null, by: '' },
};
const OUT: DecisionView = { ...UNDECIDED, number: 1, applicable: false, justification: 'All is hosted | *elsewhere*' };

const [iso] = FRAMEWORKS;
if (!iso) throw new Error('no framework');
const { controls, ...head } = iso;
const rows = controls.map((control) =>
  assess(control, mappedTo(iso.id, control.id), new Map(), control.id === 'A.7.4' ? OUT : UNDECIDED),
);
const framework: FrameworkView = { ...head, imported: null, rows, summary: summarise(rows) };

async function wordsOf(locale: Locale) {
  const messages = await loadMessages(locale);
  const timeZone = 'Europe/Berlin';
  return {
    t: createTranslator({ locale, messages, namespace: 'compliance', timeZone }),
    format: createFormatter({ locale, formats, timeZone }),
    locale,
  };
}

describe.each(LOCALES)('the statement of applicability in %s', (locale) => {
  it('has every control, and what does not apply with its reason', async () => {
    const document = statementDocument(framework, { at: NOON, day: null }, await wordsOf(locale));
    const text = toMarkdown(document);
    for (const { id } of controls) expect(text).toContain(`| ${id} `);
    expect(text).toContain('All is hosted \\| \\*elsewhere\\*');
    expect(document.language).toBe(locale);
  });
});

it('names who answers for a control and how old its oldest evidence is', async () => {
  const [first, ...others] = rows;
  if (!first) throw new Error('no control');
  const decision = { ...first.decision, owner: { id: 'x', name: 'Otto Owner' } };
  const known = { ...framework, rows: [{ ...first, decision, freshAt: '2026-11-01T09:00:00.000Z' }, ...others] };
  const text = toMarkdown(statementDocument(known, { at: NOON, day: null }, await wordsOf('en')));
  expect(text).toContain('Owner: Otto Owner');
  expect(text).toContain('Oldest evidence: Nov 1, 2026');
});

it('is a PDF too', async () => {
  const document = statementDocument(framework, { at: NOON, day: null }, await wordsOf('de'));
  expect(
    Buffer.from(await toPdf(document))
      .subarray(0, 8)
      .toString(),
  ).toBe('%PDF-1.7');
});

it('counts apart what does not apply, and narrows by number, title, state and group', () => {
  expect(framework.summary).toMatchObject({ applicable: 92, notApplicable: 1, withEvidence: 0, oldestAt: null });
  const all = { state: [], group: [], q: null };
  expect(narrow(rows, all, 'de')).toHaveLength(93);
  expect(narrow(rows, { ...all, q: 'sicherungen' }, 'de').map(({ id }) => id)).toEqual(['A.8.13']);
  expect(narrow(rows, { ...all, group: ['A.6'] }, 'en')).toHaveLength(8);
  expect(narrow(rows, { ...all, state: ['not_assessed'] }, 'en')).toHaveLength(92);
  expect(narrow(rows, { ...all, state: ['met'] }, 'en')).toEqual([]);
});

it('knows nothing of a safeguard that no catalogue has: the others make no control met', () => {
  const [control] = controls;
  if (!control) throw new Error('no control');
  const proof = {
    promise: 'Kept',
    state: 'met',
    automatic: true,
    good: 1,
    total: 1,
    since: null,
    freshAt: null,
  } as const;
  const kept = new Map([['A1', { ...proof, safeguard: 'A1', owner: null, exceptions: [] }]]);
  const full = (safeguard: string) => ({ safeguard, coverage: 'full' as const });
  expect(assess(control, [full('A1')], kept, UNDECIDED).state).toBe('met');
  expect(assess(control, [full('A1'), full('Z9')], kept, UNDECIDED).state).toBe('partly_known');
});
