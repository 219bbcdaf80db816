import { describe, expect, it } from 'vitest';
import { toMarkdown } from '@/lib/core/document/markdown';
import { toPdf } from '@/lib/core/document/pdf';
import { axisTop } from '@/lib/core/document/pdf-chart';
import type { Block, PlainDocument } from '@/lib/core/document/types';
import { readPdf } from '@/lib/core/testing/pdf';

const long = 'Łukasz prüfte, ob „alles“ läuft – für 1.000 € im Monat. '.repeat(12);

const document = (blocks: readonly Block[], language = 'de'): PlainDocument => ({
  title: 'Nachbereitung INC-7',
  language,
  subtitle: 'Shop · P1',
  author: 'Rita',
  created: new Date('2026-11-22T12:00:00Z'),
  blocks,
  foot: 'Lagebild',
  pageName: (page, pages) => `Seite ${page} von ${pages}`,
});

const table = (rows: number): Block => ({
  kind: 'table',
  label: 'Zeiten',
  head: ['Zeit', 'Woher'],
  rows: Array.from({ length: rows }, (_, index) => [`Zeile ${index}`, index % 7 === 0 ? long : 'Protokoll']),
  widths: [1, 3],
});

describe('PDF', () => {
  it('is tagged, named, in a language, with fonts embedded and pages numbered', async () => {
    const file = await toPdf(
      document([
        { kind: 'figures', label: 'Zahlen', items: [{ name: 'Menschen', value: 'etwa 1.200' }] },
        { kind: 'heading', level: 2, text: 'Ursache' },
        { kind: 'text', text: `Erster Absatz\n\n${long}` },
        { kind: 'heading', level: 3, text: 'Im Einzelnen' },
        { kind: 'list', items: ['Alarm kam an', 'Übung half'] },
        table(60),
      ]),
    );
    const { pages, info, marks, text } = await readPdf(file);
    expect(info).toMatchObject({
      Title: 'Nachbereitung INC-7',
      Author: 'Rita',
      Language: 'de',
      PDFFormatVersion: '1.7',
    });
    expect(marks).toEqual(new Map(Object.entries({ Marked: true, UserProperties: false, Suspects: false })));
    expect(text).toContain('pdfuaid');
    expect(text).toMatch(/\/FontFile2/);
    expect(text).toMatch(/\/Scope \/Column/);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]?.words).toContain('Łukasz prüfte, ob „alles“ läuft – für 1.000 € im Monat.');
    expect(pages[0]?.words).toContain(`Seite 1 von ${pages.length}`);
    expect(pages.map(({ words }) => words).join(' ')).toContain('Zeile 59');
    // The head stands on each page of its table; read aloud it is once.
    expect(pages[1]?.words).toContain('Woher');
    const roles = new Set(pages.flatMap((page) => page.roles));
    for (const role of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD'])
      expect(roles, role).toContain(role);
  });

  it('draws charts as tagged figures with a text in their place, the same bytes each time', async () => {
    const chart = (shape: 'stack' | 'groups' | 'line' | 'shares'): Block => ({
      ...{ kind: 'chart', shape, label: `Bild ${shape}`, alt: `Zeigt ${shape}`, axis: 'Woche' },
      series: [
        { name: 'Offen', tone: 'critical' },
        { name: 'Behoben', tone: 'met' },
      ],
      points: Array.from({ length: 13 }, (_, index) => ({
        name: `KW ${index}`,
        values: [index === 4 ? null : index * 3, 2],
        shown: [String(index * 3), '2'],
      })),
    });
    const blocks = [chart('stack'), chart('groups'), chart('line'), chart('shares')];
    const file = await toPdf(document([{ kind: 'heading', level: 2, text: 'Verlauf' }, ...blocks]));
    const { pages, outline } = await readPdf(file);
    const figures = pages.flatMap(({ nodes }) => nodes).filter(({ role }) => role === 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual(['Zeigt stack', 'Zeigt groups', 'Zeigt line', 'Zeigt shares']);
    expect(outline).toEqual(['Verlauf']);
    expect(pages[0]?.words).toContain('Bild stack');
    expect(
      Buffer.compare(file, await toPdf(document([{ kind: 'heading', level: 2, text: 'Verlauf' }, ...blocks]))),
    ).toBe(0);
    const markdown = toMarkdown(document([chart('shares')]));
    expect(markdown).toContain('| KW 12 | 36 | 2 |');
  });

  it.each([
    [0, 4],
    [3, 4],
    [9, 20],
    [40, 40],
    [41, 80],
    [99, 100],
    [1234, 2000],
  ])('an axis for %i ends at %i', (highest, top) => {
    expect(axisTop(highest)).toBe(top);
  });

  it('survives what people paste', async () => {
    const { pages } = await readPdf(
      await toPdf(document([{ kind: 'text', text: 'a\u0000b\tc\u202ed\r\n🚒 日本' }], 'en')),
    );
    expect(pages[0]?.words).toContain('ab cd');
  });

  it('of nothing is a page with its title', async () => {
    const { pages } = await readPdf(await toPdf(document([])));
    expect(pages).toHaveLength(1);
  });
});

it('Markdown takes nothing of a text for markup', () => {
  const text = toMarkdown(
    document([
      { kind: 'text', text: '# no heading\n- no list\n<b>no tag</b> [no](link)' },
      { kind: 'table', label: 'x', head: ['A', 'B'], rows: [['1|2', 'two\nlines']] },
    ]),
  );
  expect(text).toContain('\\# no heading  \n\\- no list  \n\\<b\\>no tag\\</b\\> \\[no\\](link)');
  expect(text).toContain('| A | B |\n| --- | --- |\n| 1\\|2 | two lines |');
});
