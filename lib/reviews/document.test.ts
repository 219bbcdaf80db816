import { createFormatter, createTranslator } from 'next-intl';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { formats } from '@/lib/core/datetime';
import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import { EMPTY_CONTENT, missingOf, type Published } from '@/lib/reviews/content';
import { reviewDocument } from '@/lib/reviews/document';

const published: Published = {
  ...{ number: 2, publishedAt: '2026-11-22T12:00:00.000Z', publishedBy: 'Rita', owner: 'Ben', meetingAt: null },
  incident: { number: 7, title: 'Key leaked', product: 'Shop', kind: 'leaked_secret', priority: 1, exercise: false },
  times: [{ time: 'declared', at: '2026-11-20T12:00:00.000Z', known: 'clock', note: '' }],
  responders: [{ name: 'Rita', roles: ['commander'], lines: 12 }],
  content: {
    ...EMPTY_CONTENT,
    ...{ summary: 'A key lay open', factors: ['No scan'], whys: ['It leaked', 'Nobody scans'], root: 1 },
    impact: [{ what: 'people', amount: 1200, unit: '' }],
    wentWell: 'The alert came at once',
  },
  actions: [{ number: 1, title: 'Scan', owner: 'Ben', dueOn: '2026-12-01', state: 'open', ticket: 'SEC-1' }],
};

const WORDS = {
  en: ['Summary', 'Five whys', 'root cause', 'Page 1 of'],
  de: ['Zusammenfassung', 'Fünf Warum', 'Grundursache', 'Seite 1 von'],
  it: ['Sintesi', 'Cinque perché', 'causa originaria', 'Pagina 1 di'],
  nl: ['Samenvatting', 'Vijf keer waarom', 'grondoorzaak', 'Pagina 1 van'],
} as const;

it.each(LOCALES)('a published review is a tagged PDF in %s', async (locale) => {
  const messages = await loadMessages(locale);
  const timeZone = 'Europe/Berlin';
  const document = reviewDocument(published, 'f'.repeat(64), {
    t: createTranslator({ locale, messages, namespace: 'reviews', timeZone }),
    incidents: createTranslator({ locale, messages, namespace: 'incidents', timeZone }),
    format: createFormatter({ locale, timeZone, formats, now: new Date('2026-11-22T12:00:00Z') }),
    locale,
  });
  const pdf = await getDocument({ data: await toPdf(document), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const text = items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ');
  for (const word of [...WORDS[locale], 'A key lay open', 'INC-7', 'Scan (SEC-1)']) expect(text).toContain(word);
  expect((await pdf.getMetadata()).info).toMatchObject({ Language: locale, Title: document.title });
});

it('says what a review lacks', () => {
  expect(missingOf(EMPTY_CONTENT, null, 0)).toEqual([
    'owner',
    'summary',
    'happened',
    'impact',
    'factors',
    'root',
    'wentWell',
    'actions',
  ]);
  expect(missingOf({ ...published.content, happened: 'x' }, 'ben', 1)).toEqual([]);
  expect(missingOf({ ...published.content, happened: 'x', root: 5 }, 'ben', 1)).toEqual(['root']);
});
