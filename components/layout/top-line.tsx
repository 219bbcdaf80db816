'use client';

import { Search } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { useKeyBindings } from '@/components/command-menu/use-key-bindings';
import { RunningJobs } from '@/components/findings/jobs/running-jobs';
import { isScoped, NAV, type NavId } from '@/components/layout/nav';
import { ScopeFilter } from '@/components/layout/scope-filter';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { paletteCode, ShellDialogs } from '@/components/layout/shell-dialogs';
import { useSavePreferences } from '@/components/layout/use-save-preferences';
import { UserMenu } from '@/components/layout/user-menu';
import { Bell } from '@/components/notices/bell';
import { buttonClass } from '@/components/ui/button-style';
import { Kbd } from '@/components/ui/kbd';
import { intentOf } from '@/components/ui/lazy-on-intent';
import type { ScopeChoices } from '@/lib/assets/types';
import type { Role } from '@/lib/core/context';
import type { Preferences } from '@/lib/core/preferences';

type Props = {
  readonly person: { readonly name: string; readonly roles: readonly Role[] };
  readonly shown: readonly NavId[];
  readonly choices: ScopeChoices;
  readonly preferences: Preferences;
  readonly mayTriage: boolean;
};

/** Scope, search and who I am; also the home of the shortcuts that work on every page. */
export function TopLine({ person, shown, choices, preferences, mayTriage }: Props) {
  const t = useTranslations('shell');
  const router = useRouter();
  const pathname = usePathname();
  const [{ team, product }] = useQueryStates(scopeParsers);
  const save = useSavePreferences();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  useKeyBindings(preferences.shortcuts);
  useShortcuts([
    {
      id: 'search.open',
      keys: ['mod+k', '/'],
      labelKey: 'shell.search',
      section: 'general',
      run: () => setPalette(true),
    },
    { id: 'help.open', keys: ['?'], labelKey: 'shell.shortcuts.title', section: 'general', run: () => setHelp(true) },
    ...NAV.filter(({ id }) => shown.includes(id)).map(({ id, href, key }) => ({
      id: `go.${id}`,
      keys: [`g ${key}`],
      labelKey: `shell.nav.${id}` as const,
      section: 'go' as const,
      run: () => router.push(withScope(href, team, product)),
    })),
  ]);
  return (
    <header className="flex h-top items-center gap-2 border-line border-b bg-bg px-3 md:px-5">
      <div className="min-w-0 flex-1">{isScoped(pathname) && <ScopeFilter choices={choices} />}</div>
      {mayTriage && <RunningJobs />}
      <button
        type="button"
        className={buttonClass('secondary', 'md', 'text-muted md:min-w-52 md:justify-between')}
        {...intentOf(paletteCode)}
        onClick={() => setPalette(true)}
      >
        <span className="flex items-center gap-2">
          <Search aria-hidden />
          <span className="sr-only md:not-sr-only">{t('search')}</span>
        </span>
        <span aria-hidden className="hidden md:inline">
          <Kbd>{'Ctrl K'}</Kbd>
        </span>
      </button>
      <Bell />
      <UserMenu
        name={person.name}
        roles={person.roles}
        mayAudit={shown.includes('audit')}
        preferences={preferences}
        onShowShortcuts={() => setHelp(true)}
      />
      <ShellDialogs
        palette={{ open: palette, onOpenChange: setPalette, choices }}
        help={{
          open: help,
          onOpenChange: setHelp,
          singleKeys: preferences.shortcuts,
          onSingleKeysChange: (shortcuts) => save({ shortcuts }),
        }}
      />
    </header>
  );
}
