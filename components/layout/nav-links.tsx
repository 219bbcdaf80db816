'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { isCurrent, NAV, type NavId } from '@/components/layout/nav';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { cn } from '@/components/ui/cn';

type Props = { readonly shown: readonly NavId[] };

/** The left rail of a desk. */
export function Rail({ shown }: Props) {
  const t = useTranslations('shell');
  const links = useNavLinks(shown);
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="sticky top-0 hidden h-dvh w-rail shrink-0 flex-col gap-0.5 border-line border-r bg-sunken px-2 md:flex"
    >
      <p className="flex h-top items-center px-2.5 font-semibold text-lg">{t('productName')}</p>
      {links.map(({ id, href, icon: Icon, current }) => (
        <Link
          key={id}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={cn(
            'flex h-control items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-text',
            current && 'bg-accent-soft font-medium text-text',
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          {t(`nav.${id}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The bottom bar of a phone, with the four that matter on the way. */
export function BottomBar({ shown }: Props) {
  const t = useTranslations('shell');
  const links = useNavLinks(shown).filter(({ phone }) => phone);
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {links.map(({ id, href, icon: Icon, current }) => (
        <Link
          key={id}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={cn(
            'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-muted text-xs',
            current && 'font-medium text-accent',
          )}
        >
          <Icon aria-hidden className="size-5" />
          <span className="max-w-full truncate px-1">{t(`nav.${id}`)}</span>
        </Link>
      ))}
    </nav>
  );
}

function useNavLinks(shown: readonly NavId[]) {
  const pathname = usePathname();
  const [{ team, product }] = useQueryStates(scopeParsers);
  return NAV.filter(({ id }) => shown.includes(id)).map((item) => ({
    ...item,
    href: withScope(item.href, team, product),
    current: isCurrent(item.href, pathname),
  }));
}
