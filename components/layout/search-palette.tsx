'use client';

import { Palette } from '@/components/command-menu/palette';
import { SearchResults } from '@/components/layout/search-results';
import type { ScopeChoices } from '@/lib/assets/types';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly choices: ScopeChoices;
};

/** The palette with what it finds beyond verbs and pages. */
export function SearchPalette({ open, onOpenChange, choices }: Props) {
  return (
    <Palette
      open={open}
      onOpenChange={onOpenChange}
      results={(query, close) => <SearchResults query={query} choices={choices} close={close} />}
    />
  );
}
