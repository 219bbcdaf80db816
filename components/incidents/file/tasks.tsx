'use client';

import { useQuery } from '@tanstack/react-query';
import { ListChecks, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilePart } from '@/components/incidents/file/part';
import { TaskDialog, type TaskWords } from '@/components/incidents/file/task-dialog';
import { TaskRow } from '@/components/incidents/file/task-row';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { addTaskAction, applyPlaybookAction } from '@/lib/incidents/file/actions';
import { tasksQuery } from '@/lib/incidents/file/queries';
import { isPending } from '@/lib/incidents/file/task-rules';
import { type CaseTasks, TASK_PARTS } from '@/lib/incidents/file/types';
import { incidentQuery } from '@/lib/incidents/queries';
import type { IncidentKind } from '@/lib/incidents/types';

type Props = { readonly number: number };

/** What is to be done, by part, with the playbook of the incident's kind one click away. */
export function Tasks({ number }: Props) {
  const t = useTranslations('incidentFile.tasks');
  const query = useQuery(tasksQuery(number));
  const { data } = query;
  const tasks = data?.tasks ?? [];
  const done = tasks.filter(({ state }) => !isPending(state)).length;
  return (
    <FilePart title={t('heading')} aside={tasks.length > 0 && t('progress', { done, all: tasks.length })}>
      {data?.mayWrite && <TaskVerbs number={number} data={data} />}
      <ListStates query={query} count={tasks.length} skeleton={3} empty={<p className="text-muted">{t('empty')}</p>}>
        {data &&
          TASK_PARTS.map((part) => ({ part, rows: tasks.filter((task) => task.part === part) }))
            .filter(({ rows }) => rows.length > 0)
            .map(({ part, rows }) => (
              <section key={part} aria-label={t(`parts.${part}`)} className="mt-3">
                <h4 className="font-medium text-muted text-xs">{t(`parts.${part}`)}</h4>
                <ul>
                  {rows.map((task) => (
                    <TaskRow key={task.id} number={number} data={data} task={task} />
                  ))}
                </ul>
              </section>
            ))}
      </ListStates>
    </FilePart>
  );
}

function TaskVerbs({ number, data }: Props & { readonly data: CaseTasks }) {
  const t = useTranslations('incidentFile.tasks');
  const kinds = useTranslations('incidents.kinds');
  const { data: incident } = useQuery(incidentQuery(number));
  const { give, busy } = useIncidentVerb();
  const [adding, setAdding] = useState(false);
  const apply = (playbook: IncidentKind) =>
    give(
      () => applyPlaybookAction({ id: data.id, playbook }),
      (count) => ({ title: t('said.applied', { count }) }),
    );
  const add = async (words: TaskWords) => {
    const added = await give(
      () => addTaskAction({ id: data.id, ...words }),
      () => ({ title: t('said.added') }),
    );
    if (added) setAdding(false);
  };
  const open = data.playbooks.filter(({ missing }) => missing > 0);
  const own = open.find(({ id }) => id === incident?.kind);
  const others = open.filter(({ id }) => id !== incident?.kind);
  return (
    <div className="flex flex-wrap gap-2">
      {own && (
        <Button
          variant="primary"
          busy={busy}
          className="h-auto min-h-control max-w-full whitespace-normal"
          onClick={() => void apply(own.id)}
        >
          <ListChecks aria-hidden />
          {t('apply', { playbook: kinds(own.id), count: own.missing })}
        </Button>
      )}
      <Button onClick={() => setAdding(true)}>
        <Plus aria-hidden />
        {t('add')}
      </Button>
      {others.length > 0 && (
        <Menu trigger={<Button variant="ghost">{t('otherPlaybooks')}</Button>}>
          {others.map(({ id, missing }) => (
            <MenuItem key={id} onSelect={() => void apply(id)}>
              {t('applyOther', { playbook: kinds(id), count: missing })}
            </MenuItem>
          ))}
        </Menu>
      )}
      {adding && (
        <TaskDialog
          number={number}
          task={null}
          busy={busy}
          onSubmit={(words) => void add(words)}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}
