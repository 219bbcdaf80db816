import { expect, it } from 'vitest';
import { foldOf } from '@/lib/duties/fold';
import type { DutyItem, StageItem, StageState } from '@/lib/duties/types';

const stage = (state: StageState): StageItem => ({
  ...{ id: 'notification', article: 'Art. 33', recipients: [], fields: [], startsFrom: 'aware', state },
  ...{ startedAt: null, dueAt: null, missing: [], reports: [] },
});
const duty = (more: Partial<DutyItem>): DutyItem => ({
  ...{ regime: 'gdpr-33-1', title: { en: '', de: '', it: '', nl: '' }, edition: '2018-05-25', applies: 'undecided' },
  ...{ source: { law: 'GDPR', article: '33', address: 'https://example.org' }, proposedBy: [], reason: '' },
  ...{ trustService: false, asksTrustService: false, decidedAt: null, decidedBy: '', decideBy: null, off: null },
  ...{ version: 0, stages: [], asks: [], ...more },
});
const ask = (answeredAt: string | null) => ({
  ...{ id: 'a', stage: 'notification', askedAt: '2026-11-22T12:00:00Z', question: '?', dueAt: null },
  ...{ answer: '', answeredAt, answeredBy: '' },
});
const off = { reason: 'None', by: 'Ada', since: '2026-01-01T00:00:00Z' };

it.each<[string, Partial<DutyItem>, ReturnType<typeof foldOf>]>([
  ['nothing speaks for it', {}, 'later'],
  ['somebody has to decide', { decideBy: '2026-11-22T13:00:00Z' }, 'now'],
  ['it does not apply', { applies: 'no' }, 'no'],
  ['it is not asked about', { off }, 'no'],
  ['a report is open', { applies: 'yes', stages: [stage('sent'), stage('open')] }, 'now'],
  ['one will follow', { applies: 'yes', stages: [stage('sent'), stage('waiting')] }, 'now'],
  ['all was sent', { applies: 'yes', stages: [stage('sent'), stage('optional'), stage('replaced')] }, 'done'],
  ['a question is open', { applies: 'no', asks: [ask(null)] }, 'now'],
  ['all questions are answered', { applies: 'no', asks: [ask('2026-11-22T13:00:00Z')] }, 'no'],
])('%s', (_name, more, fold) => {
  expect(foldOf(duty(more))).toBe(fold);
});
