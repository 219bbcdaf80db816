import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StandingBadges } from '@/components/posture/state-badge';
import { Day, Trend, Value } from '@/components/posture/value';
import { useCatalogueWords, useReasonText } from '@/components/posture/words';
import { Table, Td, Th } from '@/components/ui/table';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import type { Area } from '@/lib/safeguards/types';
import type { PostureRow } from '@/lib/safeguards/view-types';

type Props = {
  readonly area: Area;
  readonly rows: readonly PostureRow[];
  /** Where a promise is shown whole, with what the reader chose. */
  readonly hrefOf: (id: string) => string;
};

/** The promises of one area with what is known of each. */
export function Promises({ area, rows, hrefOf }: Props) {
  const t = useTranslations('posture');
  return (
    <section id={area} className="mb-8 scroll-mt-16">
      <h2 className="mb-1 font-semibold text-lg">{t(`areas.${area}`)}</h2>
      <Table label={t(`areas.${area}`)} stacked className="table-fixed">
        <thead>
          <tr>
            <Th className="w-[27%]">{t('columns.promise')}</Th>
            <Th className="w-[14%]">{t('columns.state')}</Th>
            <Th className="w-[12%]">{t('columns.value')}</Th>
            <Th className="w-[9%]">{t('columns.target')}</Th>
            <Th className="w-[9%]">{t('columns.trend')}</Th>
            <Th className="w-[10%]">{t('columns.since')}</Th>
            <Th className="w-[10%]">{t('columns.fresh')}</Th>
            <Th className="w-[9%]">{t('columns.owner')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PromiseRow key={row.id} row={row} href={hrefOf(row.id)} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** Without a share or a statement there is nothing to show: on a phone the line is left out. */
function isKnown({ automatic, state, total }: PostureRow): boolean {
  return automatic ? state === 'met' || total > 0 : state !== 'unknown';
}

function PromiseRow({ row, href }: { readonly row: PostureRow; readonly href: string }) {
  const t = useTranslations('posture');
  const wordsOf = useCatalogueWords();
  const reasonText = useReasonText();
  const safeguard = safeguardOf(row.id);
  if (!safeguard) return null;
  const [reason] = row.reasons;
  return (
    <tr>
      <Td>
        <Link href={href} prefetch={false} className="rounded-sm font-medium hover:underline">
          <span className="mr-1.5 text-muted tabular-nums">{row.id}</span>
          {wordsOf(safeguard.promise)}
        </Link>
        {reason && row.state !== 'met' && <p className="text-muted text-xs">{reasonText(reason)}</p>}
      </Td>
      <Td label={t('columns.state')}>
        <span className="flex flex-wrap gap-1">
          <StandingBadges {...row} />
        </span>
      </Td>
      <Td label={t('columns.value')}>{isKnown(row) && <Value row={row} />}</Td>
      <Td label={t('columns.target')} className="whitespace-nowrap text-muted text-xs">
        {row.automatic ? t('value.target', { share: row.atLeast }) : t('marks.attestation')}
      </Td>
      <Td label={t('columns.trend')}>
        {row.automatic && row.trend.some((share) => share !== null) && <Trend row={row} />}
      </Td>
      <Td label={t('columns.since')} className="text-muted">
        {row.since && <Day at={row.since} />}
      </Td>
      <Td label={t('columns.fresh')} className="text-muted">
        {row.freshAt ? <Day at={row.freshAt} /> : row.total > 0 && t('value.live')}
      </Td>
      <Td label={t('columns.owner')} className="text-muted wrap-anywhere">
        {row.owner ?? t(`roles.${safeguard.owner}`)}
      </Td>
    </tr>
  );
}
