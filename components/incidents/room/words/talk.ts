import { momentName } from '@/components/incidents/room/words/names';
import type { WordTable } from '@/components/incidents/room/words/types';

/** What people say: their words are in the note. */
export const TALK_WORDS: WordTable = {
  message: ({ actor: { name }, data }, { t }) =>
    typeof data.corrects === 'number' ? t('lines.corrected', { name }) : t('lines.message', { name }),
  decision: ({ actor: { name } }, { t }) => t('lines.decision', { name }),
  update: ({ actor: { name }, data }, say) =>
    typeof data.nextDueAt === 'string'
      ? say.t('lines.update', { name, due: momentName(say, data.nextDueAt) })
      : say.t('lines.lastUpdate', { name }),
};
