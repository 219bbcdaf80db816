'use client';

import { Ban, Check, Circle, CircleDot } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import { isPending } from '@/lib/incidents/file/task-rules';
import type { TaskState, TaskView } from '@/lib/incidents/file/types';

const ICONS = { open: Circle, doing: CircleDot, done: Check, dropped: Ban } as const satisfies Record<
  TaskState,
  typeof Circle
>;

const isOverdue = ({ dueAt, state }: TaskView, now: string) => dueAt !== null && isPending(state) && dueAt < now;

type Props = { readonly task: TaskView; readonly now: string };

/** A task in a line: its state as a shape and a word, who has it, when it is due. */
export function TaskLine({ task, now }: Props) {
  const t = useTranslations('incidentFile.tasks');
  const { title, state, assignee, dueAt } = task;
  const Icon = ICONS[state];
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', state === 'done' ? 'text-met-ink' : 'text-muted')} />
      <span className="min-w-0">
        <span className={cn('wrap-anywhere', !isPending(state) && 'text-muted')}>{title}</span>
        <span className="block text-muted text-xs">
          {t(`states.${state}`)}
          {' · '}
          {assignee ?? t('nobody')}
          {dueAt && isPending(state) && (
            <span className={cn(isOverdue(task, now) && 'font-medium text-missed-ink')}>
              {' · '}
              {t.rich(isOverdue(task, now) ? 'overdue' : 'due', { at: () => <RelativeTime at={dueAt} /> })}
            </span>
          )}
        </span>
      </span>
    </span>
  );
}
