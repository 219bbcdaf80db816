import type { Words, WordTable } from '@/components/incidents/room/words/types';

/** Regimes by what people call them in every language. */
const NAMES: Readonly<Record<string, string>> = {
  'gdpr-33-1': 'GDPR 33(1)',
  'gdpr-33-2': 'GDPR 33(2)',
  'gdpr-34': 'GDPR 34',
  'nis2-23': 'NIS2 23',
  'bsig-32': '§ 32 BSIG',
};

const DUTY_LINES = {
  proposed: 'dutyProposed',
  decided: 'dutyDecided',
  drafted: 'dutyDrafted',
  sent: 'dutySent',
  asked: 'dutyAsked',
  answered: 'dutyAnswered',
  moved: 'dutyMoved',
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

const duty: Words = ({ actor: { name }, data }, { t }) => {
  const verb = DUTY_VERBS.find((one) => one === data.verb);
  if (!verb) return null;
  const regime = text(data.regime ?? text(data.clock).split(':')[1]);
  const words = { name, duty: NAMES[regime] ?? regime, applies: text(data.applies), number: text(data.number) };
  return t(`lines.${DUTY_LINES[verb]}`, words);
};

const review: Words = ({ actor: { name }, data }, { t }) => {
  const verb = REVIEW_VERBS.find((one) => one === data.verb);
  if (!verb) return null;
  const words = { name, number: text(data.number), owner: text(data.owner), title: text(data.title) };
  return t(`lines.${REVIEW_LINES[verb]}`, words);
};

/** What the law wants to hear, and what is learned. */
export const DUTY_WORDS: WordTable = { duty, review };
