import { chartTable } from '@/lib/core/document/chart-table';
import type { Block, PlainDocument } from '@/lib/core/document/types';

/** Characters that would begin markup, or a link out of a text that somebody else wrote. */
const escaped = (text: string) => text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
/** A text that begins a line must not begin a list or a heading. */
const lines = (text: string) => escaped(text).replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2');
const cell = (text: string) => escaped(text).replace(/\s*\n\s*/g, ' ');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${cell(block.text)}`;
    case 'text':
      return lines(block.text).replaceAll('\n', '  \n');
    case 'list':
      return block.items.map((item) => `- ${cell(item)}`).join('\n');
    case 'figures':
      return block.items.map(({ name, value }) => `- ${cell(name)}: **${cell(value)}**`).join('\n');
    case 'chart':
      return [cell(block.alt), blockText(chartTable(block))].join('\n\n');
    case 'table':
      return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
  }
}

/** The document as Markdown (CommonMark with tables). Nothing in its texts counts as markup. */
export function toMarkdown({ title, subtitle, blocks, foot }: PlainDocument): string {
  return [`# ${cell(title)}`, lines(subtitle), ...blocks.map(blockText), '---', lines(foot), '']
    .filter((part, index, all) => part !== '' || index === all.length - 1)
    .join('\n\n');
}
