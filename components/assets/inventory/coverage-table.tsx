import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { assetsHref, type InventoryAddress } from '@/lib/assets/inventory-address';
import type { CoverageRow } from '@/lib/assets/inventory-types';
import { type AssetKind, PROTECTIONS, type Protection } from '@/lib/assets/kinds';

type Narrow = Pick<InventoryAddress, 'product' | 'team'>;
type Props = { readonly rows: readonly CoverageRow[]; readonly narrow: Narrow };

/** Kinds of assets by protections: covered of those that it applies to; each figure leads to its assets. */
export function CoverageTable({ rows, narrow }: Props) {
  const t = useTranslations('inventory');
  return (
    <Table label={t('coverage.label')} stacked>
      <thead>
        <tr>
          <Th>{t('columns.kind')}</Th>
          <Th numeric>{t('columns.total')}</Th>
          {PROTECTIONS.map((protection) => (
            <Th key={protection}>{t(`columns.${protection}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, total, cells }) => (
          <tr key={kind} className="align-top">
            <Td className="font-medium">{t(`kinds.${kind}`)}</Td>
            <Td numeric label={t('columns.total')} className="tabular-nums">
              <Link
                href={assetsHref({ ...narrow, kind: [kind] })}
                prefetch={false}
                className="inline-flex min-h-6 items-center hover:underline"
              >
                {total}
              </Link>
            </Td>
            {PROTECTIONS.map((protection) => (
              <Td key={protection} label={t(`columns.${protection}`)}>
                <Cell kind={kind} protection={protection} cell={cells[protection]} narrow={narrow} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type CellProps = {
  readonly kind: AssetKind;
  readonly protection: Protection;
  readonly cell: CoverageRow['cells'][Protection];
  readonly narrow: Narrow;
};

function Cell({ kind, protection, cell, narrow }: CellProps) {
  const t = useTranslations('inventory');
  const all = cell.met + cell.late + cell.missed + cell.unknown;
  if (all === 0) return <span className="text-muted text-xs">{t('states.none')}</span>;
  const hrefOf = (...states: InventoryAddress['scan']) => assetsHref({ ...narrow, kind: [kind], [protection]: states });
  const tone = cell.met === all ? 'text-met-ink' : cell.missed + cell.late > 0 ? 'text-missed-ink' : 'text-unknown-ink';
  return (
    <span className="flex flex-col items-start tabular-nums">
      <Link
        href={cell.met === all ? hrefOf('met') : hrefOf('late', 'missed', 'unknown')}
        prefetch={false}
        className={`inline-flex min-h-6 items-center font-medium hover:underline ${tone}`}
      >
        {t('coverage.of', { met: cell.met, all })}
      </Link>
      {cell.late > 0 && (
        <Link
          href={hrefOf('late')}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-partly-ink text-xs hover:underline"
        >
          {t('coverage.late', { count: cell.late })}
        </Link>
      )}
      {cell.unknown > 0 && (
        <Link
          href={hrefOf('unknown')}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-unknown-ink text-xs hover:underline"
        >
          {t('coverage.unknown', { count: cell.unknown })}
        </Link>
      )}
    </span>
  );
}
