'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useId } from 'react';
import { isCurrent, NAV, NAV_GROUPS, type NavGroup, type NavId } from '@/components/layout/nav';
import { scopeParsers, withScope } from '@/components/layout/scope-state';

/** `icon`: drawn by the server (nav-icons.ts). */
export type ShownNav = { readonly id: NavId; readonly icon: ReactNode };

type Props = { readonly shown: readonly ShownNav[] };

/** The left rail of a desk. */
export function Rail({ shown }: Props) {
  const t = useTranslations('shell');
  const links = useNavLinks(shown);
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="sticky top-0 hidden h-dvh w-rail shrink-0 flex-col overflow-y-auto border-line border-r bg-sunken px-2 pb-3 md:flex"
    >
      <p className="flex h-top shrink-0 items-center px-2.5 font-semibold text-lg">{t('productName')}</p>
      {NAV_GROUPS.map((group) => (
        <RailGroup key={group} group={group} links={links.filter((link) => link.group === group)} />
      ))}
    </nav>
  );
}

type GroupProps = { readonly group: NavGroup; readonly links: ReturnType<typeof useNavLinks> };

function RailGroup({ group, links }: GroupProps) {
  const t = useTranslations('shell.navGroups');
  const heading = useId();
  if (links.length === 0) return null;
  return (
    <>
      {group !== 'day' && (
        <p id={heading} className="px-2.5 pt-4 pb-1 text-muted text-xs">
          {t(group)}
        </p>
      )}
      <ul aria-labelledby={group === 'day' ? undefined : heading} className="flex flex-col gap-px">
        {links.map((link) => (
          <li key={link.id}>
            <NavLink
              link={link}
              className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-text aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-text [&>svg]:size-4"
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The bottom bar of a phone, with those that matter on the way. */
export function BottomBar({ shown }: Props) {
  const t = useTranslations('shell');
  const links = useNavLinks(shown).filter(({ phone }) => phone);
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {links.map((link) => (
        <NavLink
          key={link.id}
          link={link}
          className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-muted text-xs aria-[current]:font-medium aria-[current]:text-accent [&>svg]:size-5"
        />
      ))}
    </nav>
  );
}

type LinkProps = { readonly link: ReturnType<typeof useNavLinks>[number]; readonly className: string };

function NavLink({ link: { id, href, icon, current }, className }: LinkProps) {
  const t = useTranslations('shell.nav');
  return (
    <Link href={href} aria-current={current ? 'page' : undefined} className={className}>
      {icon}
      <span className="max-w-full truncate">{t(id)}</span>
    </Link>
  );
}

function useNavLinks(shown: readonly ShownNav[]) {
  const pathname = usePathname();
  const [{ team, product }] = useQueryStates(scopeParsers);
  return NAV.flatMap((item) => {
    const drawn = shown.find(({ id }) => id === item.id);
    if (!drawn) return [];
    return { ...item, ...drawn, href: withScope(item.href, team, product), current: isCurrent(item.href, pathname) };
  });
}
