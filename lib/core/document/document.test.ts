import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '@/lib/core/document/markdown';
import { toPdf } from '@/lib/core/document/pdf';
import type { Block, PlainDocument } from '@/lib/core/document/types';

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

/** The tags of a page's structure, whatever their depth. */
function rolesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const role = 'role' in node && typeof node.role === 'string' ? [node.role] : [];
  return 'children' in node && Array.isArray(node.children) ? [...role, ...node.children.flatMap(rolesOf)] : role;
}

/** The file as a reader sees it: its words, tags, language and title. */
async function read(file: Uint8Array) {
  const pdf = await getDocument({ data: file.slice(), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const page = await pdf.getPage(index + 1);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      return { words: words.replace(/\s+/g, ' '), roles: rolesOf(await page.getStructTree()) };
    }),
  );
  const { info } = await pdf.getMetadata();
  const marks = await pdf.getMarkInfo();
  return { pages, info, marks, text: Buffer.from(file).toString('latin1') };
}

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
    const { pages, info, marks, text } = await read(file);
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

  it('survives what people paste', async () => {
    const { pages } = await read(
      await toPdf(document([{ kind: 'text', text: 'a\u0000b\tc\u202ed\r\n🚒 日本' }], 'en')),
    );
    expect(pages[0]?.words).toContain('ab cd');
  });

  it('of nothing is a page with its title', async () => {
    const { pages } = await read(await toPdf(document([])));
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
