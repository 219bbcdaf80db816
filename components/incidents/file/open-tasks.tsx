'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TaskLine } from '@/components/incidents/file/task-line';
import { useTaskVerb } from '@/components/incidents/file/use-file-verb';
import { Button } from '@/components/ui/button';
import { tasksQuery } from '@/lib/incidents/file/queries';
import { isPending, mayStep } from '@/lib/incidents/file/task-rules';
import type { TaskView } from '@/lib/incidents/file/types';

/** So many stand beside the log; all are in the file. */
const SHOWN = 8;

/** What is to be done, those that somebody does first, each one tap from done. */
export function OpenTasks({ number }: { readonly number: number }) {
  const t = useTranslations('incidentFile.tasks');
  const { data } = useQuery(tasksQuery(number));
  const { step, busy } = useTaskVerb();
  if (!data) return null;
  const pending = data.tasks.filter(({ state }) => isPending(state));
  const first = (task: TaskView) => (task.state === 'doing' ? 0 : 1);
  const shown = pending.toSorted((a, b) => first(a) - first(b)).slice(0, SHOWN);
  return (
    <>
      {pending.length === 0 && <p className="text-muted">{t('nonePending')}</p>}
      <ul aria-label={t('pending')} className="flex flex-col">
        {shown.map((task) => (
          <li key={task.id} className="flex items-start justify-between gap-2 border-line border-b py-1.5">
            <TaskLine task={task} now={data.now} />
            {data.mayWrite && (
              <Button
                size="sm"
                busy={busy}
                aria-label={t(mayStep('begin', task.state) ? 'beginOne' : 'doneOne', { task: task.title })}
                onClick={() => void step(data.id, task, mayStep('begin', task.state) ? 'begin' : 'done', '')}
              >
                {t(mayStep('begin', task.state) ? 'verbs.begin' : 'verbs.done')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Link href={`/incidents/${number}/file`} prefetch={false} className="mt-2 inline-block text-accent underline">
        {t('all', { count: data.tasks.length })}
      </Link>
    </>
  );
}
