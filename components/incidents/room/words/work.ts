import { kindName, momentName } from '@/components/incidents/room/words/names';
import type { Say, Words, WordTable } from '@/components/incidents/room/words/types';
import type { EntryLine } from '@/lib/incidents/room/types';

const TASK = ['added', 'applied', 'edited', 'assigned', 'due', 'begun', 'done', 'dropped', 'reopened'] as const;
const EVIDENCE = ['added', 'opened', 'checked', 'handed_over', 'corrected', 'exported'] as const;
const FINDING = ['linked', 'unlinked'] as const;
const ESCALATION = [
  'started',
  'step',
  'nobody',
  'stopped',
  'sent',
  'delivered',
  'failed',
  'answered',
  'silenced',
  'woken',
  'restarted',
  'paged',
] as const;

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
  until: momentName(say, data.until),
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

const evidence: Words = (line, { t }) => {
  const verb = verbOf(EVIDENCE, line);
  const { evidence: number, name: file, files } = line.data;
  const about = { name: line.actor.name, evidence: `E-${number}`, file: text(file), files: Number(files ?? 0) };
  return verb ? t(`evidence.${verb}`, about) : null;
};
const finding: Words = (line, { t }) => {
  const verb = verbOf(FINDING, line);
  const { finding: number, title } = line.data;
  return verb ? t(`finding.${verb}`, { name: line.actor.name, finding: text(number), title: text(title) }) : null;
};

/** Tasks, files, holes, and who was called. */
export const WORK_WORDS: WordTable = { task, evidence, finding, escalation };
