import { useTranslations } from 'next-intl';
import type { ChangeGroup } from '@/lib/findings/bulk-schema';
import { UNCHANGED_REASONS } from '@/lib/findings/rules';
import { type BulkJobView, FINDING_STATUSES } from '@/lib/findings/types';

/** What a job does and what became of it, in words. */
export function useJobWords() {
  const t = useTranslations('findings');

  const what = ({ order, assignee }: BulkJobView): string => {
    if (order.verb === 'triage') return t('jobs.what.triage', { status: t(`status.${order.to}`) });
    if (order.verb === 'assign') return assignee ? t('jobs.what.assign', { name: assignee }) : t('jobs.what.unassign');
    if (order.verb === 'undo' || order.verb === 'snooze' || order.verb === 'wake') return t(`jobs.what.${order.verb}`);
    return t('jobs.what.tag', { tags: [...order.add, ...order.remove.map((tag) => `−${tag}`)].join(', ') });
  };

  const why = (detail: string): string => {
    const known = UNCHANGED_REASONS.find((one) => one === detail);
    if (known) return t(`jobs.why.${known}`);
    const status = FINDING_STATUSES.find((one) => detail === `from_${one}`);
    return status ? t('jobs.why.from', { status: t(`status.${status}`) }) : t('jobs.why.already');
  };

  const group = ({ result, detail, count }: ChangeGroup): string => {
    if (result === 'conflicted') return t('jobs.conflicted', { count });
    if (result === 'unchanged') return t('jobs.unchanged', { count, why: why(detail) });
    const status = FINDING_STATUSES.find((one) => one === detail);
    return t('jobs.changed', { count, status: status ? t(`status.${status}`) : detail });
  };

  return { what, group };
}

export function changedBy({ groups }: Pick<BulkJobView, 'groups'>): number {
  return groups.reduce((sum, { result, count }) => sum + (result === 'changed' ? count : 0), 0);
}
