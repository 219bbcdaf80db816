'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { TaskDialog, type TaskWords } from '@/components/incidents/file/task-dialog';
import { TaskLine } from '@/components/incidents/file/task-line';
import { useTaskVerb } from '@/components/incidents/file/use-file-verb';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { mayStep, taskNeedsReason } from '@/lib/incidents/file/task-rules';
import { type CaseTasks, TASK_VERBS, type TaskVerb, type TaskView } from '@/lib/incidents/file/types';

type Props = { readonly number: number; readonly data: CaseTasks; readonly task: TaskView };
type Asking = Extract<TaskVerb, 'drop' | 'reopen'> | 'edit' | null;

/** A task with what it says, the next step as a button, the rest in a menu. */
export function TaskRow({ number, data, task }: Props) {
  const t = useTranslations('incidentFile.tasks');
  const { step, edit, busy } = useTaskVerb();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const verbs = TASK_VERBS.filter((verb) => mayStep(verb, task.state));
  const [next, ...more] = verbs;
  const ask = (verb: TaskVerb) => {
    if (verb === 'drop' || verb === 'reopen') setAsking(verb);
    else void step(data.id, task, verb, '');
  };
  const save = async (words: TaskWords) => {
    // Words that nobody touched stay the playbook's, and so in the language of each reader.
    const same = words.title === task.title && words.detail === task.detail;
    const { title: _title, detail: _detail, ...others } = words;
    if (await edit(data.id, task, same ? others : words)) close();
  };
  return (
    <li id={`task-${task.number}`} className="flex items-start justify-between gap-2 border-line border-b py-2">
      <div className="min-w-0">
        <TaskLine task={task} now={data.now} />
        {(task.detail || task.commands.length > 0) && <TaskDetail task={task} />}
      </div>
      {data.mayWrite && (
        <div className="flex shrink-0 gap-1">
          {next && !taskNeedsReason(next) && (
            <Button size="sm" busy={busy} onClick={() => ask(next)}>
              {t(`verbs.${next}`)}
            </Button>
          )}
          <Menu
            align="end"
            trigger={
              <Button variant="ghost" size="icon" aria-label={t('moreOf', { task: task.title })}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            {(next && taskNeedsReason(next) ? verbs : more).map((verb) => (
              <MenuItem key={verb} onSelect={() => ask(verb)}>
                {t(`verbs.${verb}`)}
              </MenuItem>
            ))}
            <MenuItem onSelect={() => setAsking('edit')}>{t('edit')}</MenuItem>
          </Menu>
        </div>
      )}
      {asking === 'edit' && (
        <TaskDialog number={number} task={task} busy={busy} onSubmit={(words) => void save(words)} onClose={close} />
      )}
      {(asking === 'drop' || asking === 'reopen') && (
        <ReasonDialog
          title={t(`verbs.${asking}`)}
          lead={task.title}
          busy={busy}
          onSubmit={async (reason) => {
            if (await step(data.id, task, asking, reason)) close();
          }}
          onClose={close}
        />
      )}
    </li>
  );
}

function TaskDetail({ task: { detail, commands } }: { readonly task: TaskView }) {
  const t = useTranslations('incidentFile.tasks');
  return (
    <details className="mt-1 ml-6">
      <summary className="w-fit cursor-pointer py-0.5 text-muted text-xs">{t('how')}</summary>
      {detail && <p className="mt-1 max-w-prose whitespace-pre-wrap wrap-anywhere">{detail}</p>}
      {commands.map((command) => (
        <code key={command} className="mt-1 block max-w-prose rounded bg-hover px-2 py-1 text-xs wrap-anywhere">
          {command}
        </code>
      ))}
    </details>
  );
}
