import Link from 'next/link';
import { ChartSection } from '@/components/charts/chart-section';
import { ChartView } from '@/components/document/chart-view';
import { Table, Td, Th } from '@/components/ui/table';
import { chartTable } from '@/lib/core/document/chart-table';
import type { Block, PlainDocument } from '@/lib/core/document/types';

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

type Props = {
  readonly document: PlainDocument;
  /** Names a list of the parts above the first one; without it there is none. */
  readonly contents?: string;
};

/** A document as a page: the same parts in the same order as its PDF. */
export function DocumentView({ document: { title, subtitle, blocks, language }, contents }: Props) {
  return (
    <article lang={language} className={contents ? 'max-w-4xl' : 'max-w-3xl'}>
      <h2 className="font-semibold text-xl">{title}</h2>
      <p className="mt-1 whitespace-pre-line text-muted">{subtitle}</p>
      {contents && <Contents name={contents} blocks={blocks} />}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document that was made never changes
        <BlockView key={index} block={block} />
      ))}
    </article>
  );
}

function Contents({ name, blocks }: { readonly name: string; readonly blocks: readonly Block[] }) {
  return (
    <nav aria-label={name} className="mt-3 print:hidden">
      <ol className="flex flex-wrap gap-x-4 gap-y-1">
        {blocks.map(
          (block) =>
            block.kind === 'heading' &&
            block.id && (
              <li key={block.id}>
                <a href={`#${block.id}`} className="inline-flex min-h-6 items-center text-accent underline">
                  {block.text}
                </a>
              </li>
            ),
        )}
      </ol>
    </nav>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? (
        <h3 id={block.id} className="mt-8 mb-1 scroll-mt-20 font-semibold text-lg">
          {block.text}
        </h3>
      ) : (
        <h4 className="mt-4 mb-1 font-medium">{block.text}</h4>
      );
    case 'text':
      return (
        <p className={`my-2 whitespace-pre-line wrap-anywhere ${block.muted ? 'text-muted text-xs' : ''}`}>
          {block.text}
        </p>
      );
    case 'list':
      return (
        <ul className="my-2 list-disc pl-5">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'figures':
      return <Figures block={block} />;
    case 'chart':
      return (
        <div className="my-4">
          <ChartSection title={block.label} heading="h4" table={<TableView block={chartTable(block)} />}>
            <ChartView chart={block} />
          </ChartSection>
        </div>
      );
    case 'table':
      return <TableView block={block} />;
  }
}

function Figures({ block }: { readonly block: BlockOf<'figures'> }) {
  const figures = (
    <dl className="my-3 flex flex-wrap gap-x-8 gap-y-3">
      {block.items.map(({ name, value, href }) => (
        <div key={`${name} ${value}`}>
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="font-semibold text-lg tabular-nums">
            {href ? (
              <Link href={href} className="hover:underline">
                {value}
              </Link>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {figures}
      <LinkNote said={block.linkNote} />
    </>
  );
}

/** Characters of a cell that stays on one line, as a date does, and of a line of such cells: the first column takes the rest. */
const [SHORT, LINE] = [20, 84];

/** Words stay whole, as "Administrators" in a narrow column; what no column could hold does not. */
function wrapOf(cell: string, columns: number): string {
  if (/\S{25}/.test(cell)) return 'wrap-anywhere';
  return cell.length <= Math.min(SHORT, LINE / columns) ? 'whitespace-nowrap' : 'wrap-break-word';
}

function TableView({
  block: { label, head, rows, links, linkNote, numeric = [] },
}: {
  readonly block: BlockOf<'table'>;
}) {
  const table = (
    <Table label={label} stacked>
      <thead>
        <tr>
          {head.map((name, index) => (
            <Th key={name} numeric={numeric.includes(index)}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={cells.join('|')} className="align-top">
            {cells.map((cell, index) => (
              <Td
                key={head[index]}
                label={head[index]}
                numeric={numeric.includes(index)}
                className={wrapOf(cell, head.length)}
              >
                {index === 0 && links?.[row] ? (
                  <Link href={links[row]} className="text-accent hover:underline">
                    {cell}
                  </Link>
                ) : (
                  cell
                )}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
  return (
    <>
      {table}
      <LinkNote said={linkNote} />
    </>
  );
}

function LinkNote({ said }: { readonly said: string | undefined }) {
  return said === undefined ? null : <p className="my-1 text-muted text-xs print:hidden">{said}</p>;
}
