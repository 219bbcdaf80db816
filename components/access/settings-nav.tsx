'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

type Item =
  | 'profile'
  | 'sessions'
  | 'tokens'
  | 'people'
  | 'signed-in'
  | 'elevations'
  | 'organisation'
  | 'sla'
  | 'on-call'
  | 'escalation'
  | 'incidents'
  | 'intel'
  | 'tls';

/** On a phone the row scrolls sideways. */
function intoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

export function SettingsNav({ shown }: { readonly shown: readonly Item[] }) {
  const t = useTranslations('access.settings');
  const pathname = usePathname();
  return (
    <nav aria-label={t('title')} className="mb-5 flex gap-1 overflow-x-auto border-line border-b">
      {shown.map((item) => {
        const current = pathname === `/settings/${item}` || pathname.startsWith(`/settings/${item}/`);
        return (
          <Link
            key={item}
            href={`/settings/${item}`}
            ref={current ? intoView : undefined}
            aria-current={current ? 'page' : undefined}
            className={cn(
              '-mb-px flex h-control items-center border-transparent border-b-2 px-3 whitespace-nowrap text-muted hover:text-text',
              current && 'border-accent font-medium text-text',
            )}
          >
            {t(item)}
          </Link>
        );
      })}
    </nav>
  );
}
