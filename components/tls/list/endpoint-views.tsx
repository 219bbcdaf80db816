'use client';

import { useQueryStates } from 'nuqs';
import { ViewsMenu } from '@/components/findings/views/views-menu';
import type { SavedViewItem } from '@/lib/findings/types';
import { endpointParsers, endpointsHref, loadEndpointAddress } from '@/lib/tls/search-params';

/** A view's own address: what was saved, and its id so that the menu says which one is in use. */
function hrefOf({ id, query }: SavedViewItem): string {
  return `/tls${query}${query ? '&' : '?'}saved=${id}`;
}

function addressOf(query: string): string {
  return endpointsHref('', { ...loadEndpointAddress(new URLSearchParams(query)), saved: null });
}

/** Saved views of the endpoint list. */
export function EndpointViews() {
  const [address, setAddress] = useQueryStates(endpointParsers, { history: 'replace', scroll: false });
  return (
    <ViewsMenu
      noun="tls"
      view={address.saved}
      query={endpointsHref('', { ...address, saved: null })}
      hrefOf={hrefOf}
      addressOf={addressOf}
      onView={(saved) => void setAddress({ saved })}
    />
  );
}
