import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Node = { readonly role: string; readonly alt: string | null };

/** The parts of a page's structure, whatever their depth. */
function nodesOf(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const alt = 'alt' in node && typeof node.alt === 'string' ? node.alt : null;
  const own = 'role' in node && typeof node.role === 'string' ? [{ role: node.role, alt }] : [];
  return 'children' in node && Array.isArray(node.children) ? [...own, ...node.children.flatMap(nodesOf)] : own;
}

/** A PDF as a reader sees it: its words, tags with the texts in place of pictures, outline, language and title. */
export async function readPdf(file: Uint8Array) {
  const pdf = await getDocument({ data: file.slice(), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const page = await pdf.getPage(index + 1);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      const nodes = nodesOf(await page.getStructTree());
      return { words: words.replace(/\s+/g, ' '), nodes, roles: nodes.map(({ role }) => role) };
    }),
  );
  const { info } = await pdf.getMetadata();
  const outline = await pdf.getOutline();
  return {
    ...{ pages, info, marks: await pdf.getMarkInfo(), text: Buffer.from(file).toString('latin1') },
    outline: (outline ?? []).map(({ title }) => title),
  };
}
