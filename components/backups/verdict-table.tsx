'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { StateBadge } from '@/components/backups/state-badge';
import { useMeasure, useReason } from '@/components/backups/words';
import { Table, Td, Th } from '@/components/ui/table';
import type { Verdict } from '@/lib/backups/types';

/** Every objective with its value, its target and why. */
export function VerdictTable({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const t = useTranslations('backups');
  const format = useFormatter();
  const measure = useMeasure();
  const reason = useReason();
  return (
    <section>
      <h2 className="mb-1 font-semibold text-lg">{t('detail.objectives')}</h2>
      <Table label={t('detail.objectives')} stacked>
        <thead>
          <tr>
            <Th>{t('detail.objective')}</Th>
            <Th>{t('detail.state')}</Th>
            <Th numeric>{t('detail.value')}</Th>
            <Th numeric>{t('detail.target')}</Th>
            <Th>{t('detail.reasons')}</Th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((verdict) => {
            const { value, target } = measure(verdict);
            return (
              <tr key={verdict.objective} className="align-top">
                <Td className="font-medium">{t(`objectives.${verdict.objective}`)}</Td>
                <Td label={t('detail.state')}>
                  <StateBadge state={verdict.state} />
                  <span className="block text-muted text-xs">
                    {t('detail.since', { at: format.dateTime(new Date(verdict.since), 'exact') })}
                  </span>
                </Td>
                <Td numeric label={t('detail.value')} className="whitespace-nowrap">
                  {value ?? '–'}
                </Td>
                <Td numeric label={t('detail.target')} className="whitespace-nowrap">
                  {target}
                </Td>
                <Td label={t('detail.reasons')}>
                  <ul className="flex flex-col gap-0.5">
                    {verdict.reasons.map((one) => (
                      <li key={`${one.code} ${JSON.stringify(one.params)}`} className="max-w-prose wrap-anywhere">
                        {reason(one)}
                      </li>
                    ))}
                  </ul>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
