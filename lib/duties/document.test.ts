import { createFormatter, createTranslator } from 'next-intl';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { formats } from '@/lib/core/datetime';
import { toMarkdown } from '@/lib/core/document/markdown';
import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import { reportDocument } from '@/lib/duties/document';
import type { SheetValues } from '@/lib/duties/fields';
import { REGIMES } from '@/lib/duties/regimes';
import type { DutiesDetail, DutyItem, StageItem } from '@/lib/duties/types';

const values: SheetValues = {
  malicious: 'unknown',
  awareness: 'The hotline called',
  peopleCount: { number: 1200, about: true },
};

const detail: DutiesDetail = {
  incident: {
    ...{ id: 'i', number: 7, title: 'Key leaked', product: 'Shop', version: 1, awareAt: '2026-11-22T13:00:00.000Z' },
    ...{ detectedAt: '2026-11-22T12:00:00.000Z', declaredAt: '2026-11-22T12:05:00.000Z' },
  },
  now: '2026-11-22T14:00:00.000Z',
  sheet: { values, version: 1, updatedAt: null, updatedBy: '' },
  duties: [],
  rights: { write: true, decide: true },
};

const STAGES = REGIMES.flatMap(({ id, title, editions }) =>
  editions.flatMap((edition) =>
    edition.stages.map((stage): readonly [string, DutyItem, StageItem] => {
      const item: StageItem = {
        ...{ ...stage, state: 'open', startedAt: null, dueAt: null, missing: [], reports: [] },
      };
      const duty: DutyItem = {
        ...{ regime: id, title, source: edition.source, edition: edition.validFrom, applies: 'yes', proposedBy: [] },
        ...{ reason: '', trustService: false, asksTrustService: false, decidedAt: null, decidedBy: '', decideBy: null },
        ...{ off: null, version: 1, stages: [item], asks: [] },
      };
      return [`${id} ${stage.id}`, duty, item];
    }),
  ),
);

async function draft(locale: Locale, duty: DutyItem, stage: StageItem) {
  const messages = await loadMessages(locale);
  const timeZone = 'Europe/Berlin';
  return reportDocument(detail, duty, stage, {
    t: createTranslator({ locale, messages, namespace: 'duties', timeZone }),
    format: createFormatter({ locale, timeZone, formats, now: new Date(detail.now) }),
    locale,
  });
}

const WORDS = {
  en: ['missing', 'unknown', 'about 1,200'],
  de: ['fehlt', 'unbekannt', 'etwa 1.200'],
  it: ['manca', 'sconosciuto', 'circa 1200'],
  nl: ['ontbreekt', 'onbekend', 'ongeveer 1.200'],
} as const satisfies Readonly<Record<Locale, readonly string[]>>;

describe.each(LOCALES)('in %s', (locale) => {
  it.each(STAGES)(
    'the draft of %s says law, recipient, and each field with whether it is filled',
    async (_, duty, stage) => {
      const text = toMarkdown(await draft(locale, duty, stage));
      expect(text).toContain(duty.title[locale]);
      expect(text).toContain(stage.article);
      expect(text).toContain('INC-7 Key leaked');
      expect(text).not.toMatch(/duties\.|\{[a-z]+\}/);
      if (stage.fields.includes('awareness')) expect(text).toContain('The hotline called');
    },
  );

  it('is a PDF too, in its language', async () => {
    const [, duty, stage] = STAGES[0] ?? [];
    if (!duty || !stage) throw new Error('no regime is shipped');
    const document = await draft(locale, duty, stage);
    const pdf = await getDocument({ data: await toPdf(document), verbosity: 0 }).promise;
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, n) => (await (await pdf.getPage(n + 1)).getTextContent()).items),
    );
    const text = pages
      .flat()
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replace(/\s+/g, ' ');
    for (const word of ['The hotline called', ...WORDS[locale]]) expect(text).toContain(word);
    expect((await pdf.getMetadata()).info).toMatchObject({ Language: locale, Title: document.title });
  });
});
