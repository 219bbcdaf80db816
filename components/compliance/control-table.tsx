import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { ControlBadge } from '@/components/compliance/state-badge';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { wordsIn } from '@/lib/compliance/rules';
import { complianceHref } from '@/lib/compliance/search-params';
import type { ControlRow, FrameworkHead } from '@/lib/compliance/view-types';

type Props = {
  readonly framework: FrameworkHead;
  readonly rows: readonly ControlRow[];
  readonly day: string | null;
};

/** Controls under their groups: number and title, state, what is behind it, who answers, how old the proof is. */
export function ControlTable({ framework, rows, day }: Props) {
  const t = useTranslations('compliance.controls');
  const locale = useLocale();
  const byGroup = Map.groupBy(rows, ({ group }) => group);
  const groups = framework.groups.filter(({ id }) => byGroup.has(id));
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('control')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('safeguards')}</Th>
          <Th>{t('owner')}</Th>
          <Th>{t('evidence')}</Th>
        </tr>
      </thead>
      {groups.map(({ id, title }) => (
        <tbody key={id}>
          <tr>
            <th scope="rowgroup" colSpan={5} className="pt-4 pb-1 text-left font-semibold">
              {wordsIn(title, locale)}
            </th>
          </tr>
          {(byGroup.get(id) ?? []).map((row) => (
            <ControlLine key={row.id} framework={framework.id} row={row} day={day} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

type LineProps = { readonly framework: string; readonly row: ControlRow; readonly day: string | null };

function ControlLine({ framework, row, day }: LineProps) {
  const t = useTranslations('compliance.controls');
  const locale = useLocale();
  const { id, title, state, decision, backings, freshAt } = row;
  return (
    <tr className="align-top">
      <Td className="max-w-lg">
        <Link
          href={complianceHref(`/compliance/${framework}/${encodeURIComponent(id)}`, { at: day })}
          className="wrap-anywhere hover:underline"
        >
          <span className="font-mono text-xs">{id}</span> {wordsIn(title, locale)}
        </Link>
      </Td>
      <Td label={t('state')}>
        {decision.applicable === false ? <Badge>{t('notApplicable')}</Badge> : <ControlBadge state={state} />}
      </Td>
      <Td label={t('safeguards')}>
        {backings.length === 0 ? (
          <span className="text-muted">{t('none')}</span>
        ) : (
          <span className="font-mono text-xs">{backings.map(({ safeguard }) => safeguard).join(' ')}</span>
        )}
      </Td>
      <Td label={t('owner')}>{decision.owner?.name ?? <span className="text-muted">{t('nobody')}</span>}</Td>
      <Td label={t('evidence')}>
        {freshAt ? <RelativeTime at={freshAt} /> : <span className="text-muted">{t('none')}</span>}
      </Td>
    </tr>
  );
}
