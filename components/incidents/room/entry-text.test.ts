import { createFormatter, createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { entryText } from '@/components/incidents/room/entry-text';
import type { Say } from '@/components/incidents/room/words/types';
import { formats } from '@/lib/core/datetime';
import { LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import type { EntryLine } from '@/lib/incidents/room/types';
import type { EntryData, EntryKind } from '@/lib/incidents/types';

async function sayIn(locale: Locale): Promise<Say> {
  const messages = await loadMessages(locale);
  return {
    t: createTranslator({ locale, messages, namespace: 'incidentRoom' }),
    format: createFormatter({ locale, formats, timeZone: 'Europe/Berlin' }),
  };
}

function line(kind: string, data: EntryData = {}): EntryLine {
  const at = '2026-11-22T12:00:00.000Z';
  return { seq: 1, at, happenedAt: at, kind, actor: { id: null, name: 'Rita' }, note: '', mentions: [], data };
}

/** What lib/incidents writes today, one of each. */
const WRITTEN: readonly (readonly [EntryKind, EntryData])[] = [
  ['declared', { priority: 1, exercise: true, alerts: 2 }],
  ['acknowledged', { late: true, seconds: 190 }],
  ['phase', { from: 'analysis', to: 'containment' }],
  ['priority', { from: 2, to: 1, impact: 'high', urgency: 'high' }],
  ['priority', { from: 2, to: 2, impact: 'high', urgency: 'medium' }],
  ['facts', { title: 'New', titleBefore: 'Old', summaryBefore: '', exercise: false }],
  ['time', { time: 'contained', value: '2026-11-22T12:00:00.000Z', previous: null, by: 'phase' }],
  ['time', { time: 'contained', value: null, previous: '2026-11-22T12:00:00.000Z', by: 'phase' }],
  ['time', { time: 'occurred', value: '2026-11-22T12:00:00.000Z', previous: null, by: 'correction' }],
  ['role', { verb: 'given', role: 'scribe', person: 'Ben', subject: '' }],
  ['role', { verb: 'given', role: 'commander', person: 'Rita', subject: '' }],
  ['role', { verb: 'ended', role: 'expert', person: 'Ben' }],
  ['alert', { verb: 'linked', alert: 'ALR-1', rule: 'Shell in a container', severity: 3 }],
  ['alert', { verb: 'unlinked', alert: 'ALR-1' }],
  ['clock', { clock: 'reaction', percent: 50, dueAt: '2026-11-22T12:15:00.000Z' }],
  ['clock', { clock: 'duty:gdpr:first', percent: 100, dueAt: '2026-11-22T12:15:00.000Z' }],
  ['closed', { outcome: 'resolved', phase: 'lessons' }],
  ['reopened', { outcome: 'resolved' }],
  ['merged', { from: 'INC-2', alerts: 1 }],
  ['message', {}],
  ['message', { corrects: 3 }],
  ['decision', {}],
  ['update', { nextDueAt: '2026-11-22T12:15:00.000Z' }],
  ['update', { nextDueAt: null }],
  ['task', { verb: 'done', task: 1, title: 'Cut it off' }],
  ['task', { verb: 'applied', playbook: 'compromised_container', tasks: 8 }],
  ['task', { verb: 'assigned', title: 'Cut it off', person: null, personBefore: 'Ben' }],
  ['duty', { verb: 'proposed', regime: 'gdpr-33-1', because: 'data_breach' }],
  ['duty', { verb: 'decided', regime: 'nis2-23', applies: 'yes' }],
  ['duty', { verb: 'moved', clock: 'duty:bsig-32:early_warning', dueAt: '2026-11-22T12:15:00.000Z' }],
  ['escalation', { verb: 'step', step: 1, round: 1, target: 'schedule', name: 'Night watch', people: 2 }],
  ['escalation', { verb: 'silenced', until: '2026-11-23T05:00:00.000Z' }],
  ['escalation', { verb: 'woken', by: 'time' }],
  ['escalation', { verb: 'restarted' }],
  ['escalation', { verb: 'answered', way: 'link', person: 'Rita' }],
  ['escalation', { verb: 'paged', target: 'person', name: 'Ben', people: 1 }],
  ['escalation', { verb: 'failed', way: 'email', recipient: 'rita@example.com' }],
  ['review', { verb: 'action_changed', title: 'Patch', owner: 'Ben', dueOn: '2026-12-01', state: 'done' }],
];

describe.each(LOCALES)('in %s', (locale) => {
  it.each(WRITTEN)('%s %j is told in words', async (kind, data) => {
    const say = await sayIn(locale);
    const text = entryText(line(kind, data), say);
    expect(text).not.toBe(say.t('lines.unknown', { name: 'Rita', what: say.t(`kinds.${kind}`) }));
    expect(text).not.toMatch(/undefined|null|\{|true|false_|INVALID|MISSING/);
  });
});

it('what it has no words for is told by its kind and verb', async () => {
  const say = await sayIn('en');
  expect(entryText(line('task', { verb: 'juggled' }), say)).toBe('Rita: Task · juggled');
  expect(entryText(line('teleported'), say)).toBe('Rita: teleported');
});

it('tells who, what and how late', async () => {
  const say = await sayIn('en');
  expect(entryText(line('acknowledged', { late: true, seconds: 190 }), say)).toBe(
    'Rita took it after 3 minutes, too late',
  );
  expect(entryText(line('phase', { from: 'recovery', to: 'analysis' }), say)).toBe(
    'Rita moved it from recovery to analysis',
  );
});
