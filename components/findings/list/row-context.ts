'use client';

import { createContext, useContext } from 'react';
import type { FindingRow } from '@/lib/findings/types';

type RowVerbs = {
  readonly onToggle: (finding: FindingRow, range: boolean) => void;
  readonly onOpen: (finding: FindingRow) => void;
};

/** Where one is in the list: apart from the verbs, as it changes with every step. */
type RowState = {
  readonly isChosen: (finding: FindingRow) => boolean;
  /** The finding that is open beside the list. */
  readonly open: number | null;
};

const VerbsContext = createContext<RowVerbs | null>(null);
const StateContext = createContext<RowState | null>(null);
export const RowVerbsProvider = VerbsContext.Provider;
export const RowStateProvider = StateContext.Provider;

export function useRowVerbs(): RowVerbs {
  const verbs = useContext(VerbsContext);
  if (!verbs) throw new Error('Cells of the findings table need a RowVerbsProvider');
  return verbs;
}

export function useRowState(): RowState {
  const state = useContext(StateContext);
  if (!state) throw new Error('Cells of the findings table need a RowStateProvider');
  return state;
}
