import {
  clockName,
  kindName,
  levelName,
  momentName,
  outcomeName,
  phaseName,
  roleName,
  timeName,
} from '@/components/incidents/room/words/names';
import type { Say, Words, WordTable } from '@/components/incidents/room/words/types';
import type { EntryData } from '@/lib/incidents/types';

const text = (value: EntryData[string] | undefined) => String(value ?? '');
const yes = (value: EntryData[string] | undefined) => (value === true ? 'yes' : 'no');

const priority: Words = ({ actor: { name }, data }, say) => {
  const weighed = { impact: levelName(say, data.impact), urgency: levelName(say, data.urgency) };
  const [from, to] = [text(data.from), text(data.to)];
  return from === to
    ? say.t('lines.priorityKept', { name, to, ...weighed })
    : say.t('lines.priority', { name, from, to, ...weighed });
};

function changedFacts(data: EntryData, say: Say): string[] {
  const { t } = say;
  return [
    data.title === undefined ? null : t('facts.title', { title: text(data.title) }),
    data.summaryBefore === undefined ? null : t('facts.summary'),
    data.kind === undefined ? null : t('facts.kind', { kind: kindName(say, data.kind) }),
    data.techniques === undefined ? null : t('facts.techniques', { techniques: text(data.techniques) || '–' }),
    data.exercise === undefined ? null : t('facts.exercise', { exercise: yes(data.exercise) }),
  ].filter((change) => change !== null);
}

const time: Words = ({ actor: { name }, data }, say) => {
  const about = { time: timeName(say, data.time), value: momentName(say, data.value) };
  if (data.by === 'correction')
    return say.t('lines.timeCorrected', { name, ...about, previous: momentName(say, data.previous) });
  return data.value === null ? say.t('lines.timeUnset', about) : say.t('lines.timeSet', about);
};

const role: Words = ({ actor: { name }, data }, say) => {
  const person = text(data.person);
  const subject = text(data.subject);
  const part = subject === '' ? roleName(say, data.role) : `${roleName(say, data.role)} (${subject})`;
  if (data.verb === 'ended') return say.t('lines.roleEnded', { person, role: part });
  if (data.verb !== 'given') return null;
  return person === name
    ? say.t('lines.roleTaken', { person, role: part })
    : say.t('lines.roleGiven', { name, person, role: part });
};

const alert: Words = ({ actor: { name }, data }, { t }) => {
  const named = { name, alert: text(data.alert) };
  if (data.verb === 'linked') return t('lines.alertLinked', { ...named, rule: text(data.rule) });
  return data.verb === 'unlinked' ? t('lines.alertUnlinked', named) : null;
};

const clock: Words = ({ data }, say) => {
  const about = { clock: clockName(say, data.clock), due: momentName(say, data.dueAt) };
  const percent = Number(data.percent);
  return percent >= 100 ? say.t('lines.clockMissed', about) : say.t('lines.clock', { ...about, percent });
};

/** What lib/incidents writes by itself. */
export const CORE_WORDS: WordTable = {
  declared: ({ actor: { name }, data }, { t }) =>
    t('lines.declared', {
      name,
      priority: text(data.priority),
      exercise: yes(data.exercise),
      alerts: Number(data.alerts ?? 0),
    }),
  acknowledged: ({ actor: { name }, data }, { t }) =>
    t('lines.acknowledged', { name, minutes: Math.floor(Number(data.seconds ?? 0) / 60), late: yes(data.late) }),
  phase: ({ actor: { name }, data }, say) =>
    say.t('lines.phase', { name, from: phaseName(say, data.from), to: phaseName(say, data.to) }),
  priority,
  facts: ({ actor: { name }, data }, say) =>
    say.t('lines.facts', { name, what: say.format.list(changedFacts(data, say), { type: 'unit' }) }),
  time,
  role,
  alert,
  clock,
  closed: ({ actor: { name }, data }, say) => say.t('lines.closed', { name, outcome: outcomeName(say, data.outcome) }),
  reopened: ({ actor: { name }, data }, say) =>
    say.t('lines.reopened', { name, outcome: outcomeName(say, data.outcome) }),
  merged: ({ actor: { name }, data }, { t }) =>
    t('lines.merged', { name, from: text(data.from), alerts: Number(data.alerts ?? 0) }),
};
