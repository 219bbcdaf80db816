'use client';

import type { FindingsState } from '@/components/findings/use-address';
import { ViewsMenu } from '@/components/findings/views/views-menu';
import { loadFindingsAddress, serializeFindings } from '@/lib/findings/search-params';
import type { SavedViewItem } from '@/lib/findings/types';

/** A view's own address: what was saved, and its id so that the menu says which one is in use. */
function hrefOf({ id, query }: SavedViewItem): string {
  return `/findings${query}${query ? '&' : '?'}view=${id}`;
}

function addressOf(query: string): string {
  const { view: _view, open: _open, ...address } = loadFindingsAddress(new URLSearchParams(query));
  return serializeFindings('', address);
}

/** Saved views of the finding list. */
export function FindingViews({ state }: { readonly state: FindingsState }) {
  const { view, filter, sort, change } = state;
  return (
    <ViewsMenu
      noun="finding"
      view={view}
      query={serializeFindings('', { ...filter, sort })}
      hrefOf={hrefOf}
      addressOf={addressOf}
      onView={(id) => change({ view: id })}
    />
  );
}
