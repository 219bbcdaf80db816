'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { PREFERENCE_COOKIES } from '@/lib/core/preferences';

/** Tells the server the browser's time zone once, where none was chosen yet. */
export function TimeZoneCookie({ current }: { readonly current: string }) {
  const router = useRouter();
  useEffect(() => {
    if (document.cookie.includes(`${PREFERENCE_COOKIES.timeZone}=`)) return;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
    document.cookie = `${PREFERENCE_COOKIES.timeZone}=${zone}; path=/; max-age=31536000; samesite=lax`;
    if (zone !== current) router.refresh();
  }, [router, current]);
  return null;
}
