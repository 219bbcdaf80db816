'use client';

import { useTranslations } from 'next-intl';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { editTaskAction, stepTaskAction } from '@/lib/incidents/file/actions';
import type { EditTask } from '@/lib/incidents/file/schema';
import type { TaskVerb, TaskView } from '@/lib/incidents/file/types';

type Change = Partial<Pick<EditTask, 'title' | 'detail' | 'part' | 'assigneeId'>> & { readonly dueAt?: string | null };

/** What is done with a task: `id` is its incident's. */
export function useTaskVerb() {
  const t = useTranslations('incidentFile.tasks.said');
  const { give, busy } = useIncidentVerb();
  const step = (id: string, { id: taskId, version }: TaskView, verb: TaskVerb, note: string) =>
    give(
      () => stepTaskAction({ id, taskId, version, verb, note }),
      () => ({ title: t(verb) }),
    );
  const edit = (id: string, { id: taskId, version }: TaskView, change: Change) =>
    give(
      () => editTaskAction({ id, taskId, version, ...change }),
      () => ({ title: t('edited') }),
    );
  return { step, edit, busy };
}
