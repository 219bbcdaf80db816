import type { useFormatter, useTranslations } from 'next-intl';
import type { EntryLine } from '@/lib/incidents/room/types';
import type { EntryKind } from '@/lib/incidents/types';

export type Say = {
  readonly t: ReturnType<typeof useTranslations<'incidentRoom'>>;
  readonly format: ReturnType<typeof useFormatter>;
};

/** A line in a sentence that names who did it; null for a verb that it does not know. */
export type Words = (line: EntryLine, say: Say) => string | null;

/** The words of some kinds of lines: one such table for each area, gathered in entry-text.ts. */
export type WordTable = Partial<Readonly<Record<EntryKind, Words>>>;
