import { dutyName } from '@/components/incidents/duty-name';
import { momentName } from '@/components/incidents/room/words/names';
import type { Words, WordTable } from '@/components/incidents/room/words/types';

const DUTY_LINES = {
  proposed: 'dutyProposed',
  decided: 'dutyDecided',
  drafted: 'dutyDrafted',
  sent: 'dutySent',
  asked: 'dutyAsked',
  answered: 'dutyAnswered',
  edition: 'dutyEdition',
} as const;
const DUTY_VERBS = ['proposed', 'decided', 'drafted', 'sent', 'asked', 'answered', 'moved', 'edition'] as const;

const REVIEW_LINES = {
  saved: 'reviewSaved',
  published: 'reviewPublished',
  action_added: 'reviewActionAdded',
  action_changed: 'reviewActionChanged',
} as const;
const REVIEW_VERBS = ['saved', 'published', 'action_added', 'action_changed'] as const;

const text = (value: unknown) => String(value ?? '');

const duty: Words = ({ actor: { name }, data }, say) => {
  const verb = DUTY_VERBS.find((one) => one === data.verb);
  if (!verb) return null;
  const about = [data.regime, data.stage].filter(Boolean).join(':');
  const words = {
    name,
    duty: dutyName(say, about === '' ? data.clock : about),
    applies: text(data.applies),
    number: text(data.number),
  };
  if (verb !== 'moved') return say.t(`lines.${DUTY_LINES[verb]}`, words);
  return say.t('lines.dutyMoved', {
    ...words,
    due: momentName(say, data.dueAt),
    previous: momentName(say, data.previous),
  });
};

const review: Words = ({ actor: { name }, data }, { t }) => {
  const verb = REVIEW_VERBS.find((one) => one === data.verb);
  if (!verb) return null;
  const words = { name, number: text(data.number), owner: text(data.owner), title: text(data.title) };
  return t(`lines.${REVIEW_LINES[verb]}`, words);
};

/** What the law wants to hear, and what is learned. */
export const DUTY_WORDS: WordTable = { duty, review };
