import type { Say, Words, WordTable } from '@/components/incidents/room/words/types';
import type { EntryData } from '@/lib/incidents/types';

const text = (value: EntryData[string] | undefined) => String(value ?? '');

const TASK = ['added', 'edited', 'assigned', 'due', 'begun', 'done', 'dropped', 'reopened'] as const;

const task: Words = ({ actor: { name }, data }, { t }: Say) => {
  if (data.verb === 'applied') return t('file.task.applied', { name, count: Number(data.tasks ?? 0) });
  const verb = TASK.find((one) => one === data.verb);
  return verb ? t(`file.task.${verb}`, { name, task: text(data.title), person: text(data.person) || '–' }) : null;
};

const observable: Words = ({ actor: { name }, data }, { t }) => {
  if (data.verb === 'added')
    return t('file.observable.added', { name, count: Number(data.count ?? 0), values: text(data.values) });
  const verb = (['judged', 'removed'] as const).find((one) => one === data.verb);
  return verb ? t(`file.observable.${verb}`, { name, value: text(data.value) }) : null;
};

const asset: Words = ({ actor: { name }, data }, { t }) => {
  const verb = (['added', 'state', 'removed'] as const).find((one) => one === data.verb);
  return verb ? t(`file.asset.${verb}`, { name, asset: text(data.name) }) : null;
};

const finding: Words = ({ actor: { name }, data }, { t }) => {
  const verb = (['linked', 'unlinked'] as const).find((one) => one === data.verb);
  return verb
    ? t(`file.finding.${verb}`, { name, finding: `#${text(data.finding)} ${text(data.title)}`.trim() })
    : null;
};

const evidence: Words = ({ actor: { name }, data }, { t }) => {
  const verb = (['added', 'opened', 'checked', 'handed_over'] as const).find((one) => one === data.verb);
  return verb ? t(`file.evidence.${verb}`, { name, file: `E-${text(data.evidence)} ${text(data.name)}` }) : null;
};

/** What the case file writes. */
export const FILE_WORDS: WordTable = {
  task,
  observable,
  asset,
  finding,
  evidence,
  technique: ({ actor: { name }, data }, { t }) =>
    t('file.technique', { name, added: text(data.added) || '–', removed: text(data.removed) || '–' }),
};
