'use client';

import { createContext, useContext } from 'react';
import type { FindingRow } from '@/lib/findings/types';

export type RowVerbs = {
  readonly isChosen: (finding: FindingRow) => boolean;
  readonly onToggle: (finding: FindingRow, range: boolean) => void;
  readonly onOpen: (finding: FindingRow) => void;
  /** The finding that is open beside the list. */
  readonly open: number | null;
};

const RowContext = createContext<RowVerbs | null>(null);
export const RowProvider = RowContext.Provider;

export function useRowVerbs(): RowVerbs {
  const verbs = useContext(RowContext);
  if (!verbs) throw new Error('Cells of the findings table need a RowProvider');
  return verbs;
}
