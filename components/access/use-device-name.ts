'use client';

import { useTranslations } from 'next-intl';
import { deviceOf } from '@/lib/access/device';

/** "Firefox on Linux", from a User-Agent header. */
export function useDeviceName(): (userAgent: string | null) => string {
  const t = useTranslations('access.sessions');
  return (userAgent) => {
    const { browser, system } = deviceOf(userAgent);
    return t('deviceOf', { browser: browser ?? t('unknown'), system: system ?? t('unknown') });
  };
}
