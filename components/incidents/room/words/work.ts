import { kindName, momentName } from '@/components/incidents/room/words/names';
import type { Say, Words, WordTable } from '@/components/incidents/room/words/types';
import type { EntryLine } from '@/lib/incidents/room/types';

const TASK = ['added', 'applied', 'edited', 'assigned', 'due', 'begun', 'done', 'dropped', 'reopened'] as const;
const ESCALATION = ['started', 'step', 'nobody', 'stopped', 'sent', 'delivered', 'failed'] as const;

const text = (value: unknown) => String(value ?? '');

/** What the sentences of these areas name, wherever a line has it. */
const named = ({ actor, data }: EntryLine, say: Say) => ({
  name: actor.name,
  title: text(data.title),
  person: text(data.person) || '–',
  playbook: kindName(say, data.playbook),
  count: Number(data.tasks ?? data.people ?? 0),
  due: momentName(say, data.dueAt),
  step: Number(data.step ?? 0),
  target: text(data.name),
  recipient: text(data.recipient),
  way: text(data.way),
});

const verbOf = <T extends string>(verbs: readonly T[], { data }: EntryLine) => verbs.find((one) => one === data.verb);

const task: Words = (line, say) => {
  const verb = verbOf(TASK, line);
  return verb ? say.t(`task.${verb}`, named(line, say)) : null;
};
const escalation: Words = (line, say) => {
  const verb = verbOf(ESCALATION, line);
  return verb ? say.t(`escalation.${verb}`, named(line, say)) : null;
};

/** Tasks, and who was called. */
export const WORK_WORDS: WordTable = { task, escalation };
