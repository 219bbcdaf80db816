import type { Words, WordTable } from '@/components/incidents/room/words/types';

const LINES = {
  pinned: 'itemPinned',
  key_moment: 'itemKey',
  commented: 'itemCommented',
  added: 'itemAdded',
  corrected: 'itemCorrected',
  removed: 'itemRemoved',
} as const;
const VERBS = ['pinned', 'key_moment', 'commented', 'added', 'corrected', 'removed'] as const;

const pin: Words = ({ actor: { name }, data }, { t }) => {
  const verb = VERBS.find((one) => one === data.verb);
  return verb ? t(`lines.${LINES[verb]}`, { name, title: String(data.title ?? '') }) : null;
};

/** What people say of items of the timeline. */
export const TIMELINE_WORDS: WordTable = { pin };
