import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { CORE_WORDS } from '@/components/incidents/room/words/core';
import { DUTY_WORDS } from '@/components/incidents/room/words/duties';
import { TALK_WORDS } from '@/components/incidents/room/words/talk';
import { TIMELINE_WORDS } from '@/components/incidents/room/words/timeline';
import type { Say, WordTable } from '@/components/incidents/room/words/types';
import { WORK_WORDS } from '@/components/incidents/room/words/work';
import type { EntryLine } from '@/lib/incidents/room/types';
import { ENTRY_KINDS } from '@/lib/incidents/types';

/** Every kind of line has its words in one of these: an area adds a file in words/ and its line here. */
const TABLES: readonly WordTable[] = [CORE_WORDS, DUTY_WORDS, TALK_WORDS, TIMELINE_WORDS, WORK_WORDS];
const WORDS: WordTable = Object.assign({}, ...TABLES);

/** A line in a sentence. One that nobody has words for is told by its kind and verb: nothing is dropped. */
export function entryText(line: EntryLine, say: Say): string {
  const kind = ENTRY_KINDS.find((one) => one === line.kind);
  const words = kind && WORDS[kind]?.(line, say);
  if (words) return words;
  const what = [kind ? say.t(`kinds.${kind}`) : line.kind, line.data.verb].filter(Boolean).join(' · ');
  return say.t('lines.unknown', { name: line.actor.name, what });
}

/** @returns what says any line of an incident's log in the reader's language */
export function useEntryText(): (line: EntryLine) => string {
  const t = useTranslations('incidentRoom');
  const format = useFormatter();
  return useMemo(() => (line) => entryText(line, { t, format }), [t, format]);
}
