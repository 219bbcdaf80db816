import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Day } from '@/components/compliance/day';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { AuditRow } from '@/lib/compliance/data/programme';
import { isOver } from '@/lib/compliance/programme';
import { complianceHref } from '@/lib/compliance/search-params';

type Props = { readonly audits: readonly AuditRow[]; readonly day: string | null };

/** Audits and reviews: those to come first, then those that were. */
export function AuditTable({ audits, day }: Props) {
  const t = useTranslations('compliance.audits');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('audit')}</Th>
          <Th>{t('kind')}</Th>
          <Th>{t('when')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('owner')}</Th>
          <Th numeric>{t('openFindings')}</Th>
        </tr>
      </thead>
      <tbody>
        {audits.map(({ id, number, kind, title, auditor, heldOn, dueOn, state, overdue, owner, findings }) => (
          <tr key={id} className="align-top">
            <Td className="max-w-md">
              <Link
                href={complianceHref(`/compliance/audits/${number}`, { at: day })}
                className="font-medium wrap-anywhere hover:underline"
              >
                {`AU-${number} ${title}`}
              </Link>
              {auditor !== '' && <span className="block text-muted text-xs wrap-anywhere">{auditor}</span>}
            </Td>
            <Td label={t('kind')}>{t(`kinds.${kind}`)}</Td>
            <Td label={t('when')}>
              <Day day={heldOn ?? dueOn} />
            </Td>
            <Td label={t('state')}>
              <Badge tone={overdue ? 'missed' : 'neutral'}>{t(overdue ? 'overdue' : `states.${state}`)}</Badge>
            </Td>
            <Td label={t('owner')}>{owner.name}</Td>
            <Td numeric label={t('openFindings')} className="tabular-nums">
              {t('ofFindings', { open: findings.filter((one) => !isOver(one.state)).length, all: findings.length })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
