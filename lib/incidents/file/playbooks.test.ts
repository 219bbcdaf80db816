import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/core/i18n/locales';
import { PLAYBOOKS, stepName, storedWords, taskWords } from '@/lib/incidents/file/playbooks';
import { TASK_PARTS } from '@/lib/incidents/file/types';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

it('there is one for each kind of incident, and each file is one', () => {
  const kinds = INCIDENT_KINDS.filter((kind) => kind !== 'other');
  expect(PLAYBOOKS.map(({ id }) => id).toSorted()).toEqual(kinds.toSorted());
  expect(readdirSync('lib/incidents/playbooks').toSorted()).toEqual(kinds.map((kind) => `${kind}.json`).toSorted());
});

describe.each(PLAYBOOKS)('$id', ({ id, steps }) => {
  it('has every part, in order, and each step once', () => {
    const parts = steps.map(({ part }) => TASK_PARTS.indexOf(part));
    expect(parts).toEqual(parts.toSorted());
    expect(new Set(parts).size).toBe(TASK_PARTS.length);
    expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
  });

  it('is translated: no two languages say the same', () => {
    for (const step of steps)
      for (const words of [step.title, step.detail])
        expect(new Set(LOCALES.map((locale) => words[locale])).size, step.id).toBe(LOCALES.length);
  });

  it('a task of it is read in the language of its reader, until somebody changes its words', () => {
    const [first] = steps;
    if (!first) throw new Error('no step');
    const step = stepName(id, first.id);
    expect(taskWords({ step, ...storedWords(first) }, 'de').title).toBe(first.title.de);
    expect(taskWords({ step, ...storedWords(first), title: 'Ours' }, 'de').title).toBe('Ours');
    expect(taskWords({ step: `${id}/gone`, title: 'As it was', detail: '' }, 'de').title).toBe('As it was');
  });
});
