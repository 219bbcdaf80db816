import { Table, Td, Th } from '@/components/ui/table';
import type { Block, PlainDocument } from '@/lib/core/document/types';

/** A document as a page: the same parts in the same order as its PDF. */
export function DocumentView({
  document: { title, subtitle, blocks, language },
}: {
  readonly document: PlainDocument;
}) {
  return (
    <article lang={language} className="max-w-3xl">
      <h2 className="font-semibold text-xl">{title}</h2>
      <p className="mt-1 whitespace-pre-line text-muted">{subtitle}</p>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document that was made never changes
        <BlockView key={index} block={block} />
      ))}
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? (
        <h3 className="mt-5 mb-1 font-semibold text-lg">{block.text}</h3>
      ) : (
        <h4 className="mt-3 mb-1 font-medium">{block.text}</h4>
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
      return (
        <dl className="my-2 flex flex-wrap gap-x-8 gap-y-3">
          {block.items.map(({ name, value }) => (
            <div key={`${name} ${value}`}>
              <dt className="text-muted text-xs">{name}</dt>
              <dd className="font-semibold text-lg tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <Table label={block.label} stacked>
          <thead>
            <tr>
              {block.head.map((name) => (
                <Th key={name}>{name}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((cells) => (
              <tr key={cells.join('|')} className="align-top">
                {cells.map((cell, index) => (
                  <Td key={block.head[index]} label={block.head[index]} className="wrap-anywhere">
                    {cell}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      );
  }
}
