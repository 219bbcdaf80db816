'use client';

import { useTranslations } from 'next-intl';
import { usePromise } from '@/components/incidents/policy/use-promise';
import { PriorityBadge } from '@/components/incidents/priority-badge';
import { Table, Td, Th } from '@/components/ui/table';
import { matrixRows } from '@/lib/incidents/policy-row';
import { LEVELS, PRIORITIES } from '@/lib/incidents/types';
import type { PolicyVersion } from '@/lib/incidents/view-types';

type Promises = Pick<PolicyVersion, 'matrix' | 'reactionMinutes' | 'updateMinutes' | 'warnPercent' | 'reviewDays'>;

/** What a version promises: the matrix, times by priority, warnings and the review. */
export function PolicyFacts({ promises }: { readonly promises: Promises }) {
  const t = useTranslations('incidents');
  const timeOf = usePromise();
  const { matrix, reactionMinutes, updateMinutes, warnPercent, reviewDays } = promises;
  return (
    <div className="flex flex-wrap gap-x-12 gap-y-4">
      <Table label={t('policy.matrix')}>
        <thead>
          <tr>
            <Th className="whitespace-normal max-sm:max-w-24">{t('policy.matrix')}</Th>
            {LEVELS.map((urgency) => (
              <Th key={urgency} className="max-sm:max-w-20 max-sm:whitespace-normal">
                {t('matrix.urgency', { level: t(`levels.${urgency}`) })}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrixRows(matrix).map(({ impact, cells }) => (
            <tr key={impact}>
              <Td className="text-muted">{t('matrix.impact', { level: t(`levels.${impact}`) })}</Td>
              {cells.map(({ urgency, priority }) => (
                <Td key={urgency}>
                  <PriorityBadge priority={priority} />
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <Table label={t('policy.times')}>
        <thead>
          <tr>
            <Th>{t('columns.priority')}</Th>
            <Th numeric>{t('policy.reaction')}</Th>
            <Th numeric>{t('policy.update')}</Th>
          </tr>
        </thead>
        <tbody>
          {PRIORITIES.map((priority) => (
            <tr key={priority}>
              <Td>
                <PriorityBadge priority={priority} />
              </Td>
              <Td numeric>{timeOf(reactionMinutes[priority - 1] ?? 0)}</Td>
              <Td numeric>{timeOf(updateMinutes[priority - 1] ?? 0)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="w-full text-muted">
        {t('policy.said', {
          percents: warnPercent.map((percent) => `${percent} %`).join(', ') || '–',
          days: reviewDays,
        })}
      </p>
    </div>
  );
}
