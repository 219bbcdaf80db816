'use client';

import { CircleUserRound, Keyboard, LogOut, MonitorSmartphone, ScrollText, Settings, UserRoundCog } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSignOut } from '@/components/access/use-sign-out';
import { buttonClass } from '@/components/ui/button-style';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu';
import type { Role } from '@/lib/core/context';
import { LOCALE_NAMES, LOCALES } from '@/lib/core/i18n/locales';
import { DENSITIES, type Preferences, THEMES } from '@/lib/core/preferences';
import { savePreferencesAction } from '@/lib/preferences/actions';

type Props = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly mayAudit: boolean;
  readonly preferences: Preferences;
  readonly onShowShortcuts: () => void;
};

/** Who I am, how I want to see it, and the way out. */
export function UserMenu({ name, roles, mayAudit, preferences, onShowShortcuts }: Props) {
  const t = useTranslations('shell');
  const roleName = useTranslations('access.roles');
  const signOut = useSignOut();
  const save = useSavePreferences();
  return (
    <Menu
      align="end"
      className="w-60"
      trigger={
        <button type="button" aria-label={t('userMenu.label', { name })} className={buttonClass('ghost', 'md', 'px-2')}>
          <CircleUserRound aria-hidden />
          <span className="hidden max-w-40 truncate lg:inline">{name}</span>
        </button>
      }
    >
      <MenuLabel>
        <span className="block truncate font-medium text-base text-text">{name}</span>
        {roles.map((role) => roleName(role)).join(', ') || roleName('none')}
      </MenuLabel>
      <MenuSeparator />
      <MenuLink href="/settings/profile">
        <UserRoundCog aria-hidden />
        {t('userMenu.profile')}
      </MenuLink>
      <MenuLink href="/settings/sessions">
        <MonitorSmartphone aria-hidden />
        {t('userMenu.sessions')}
      </MenuLink>
      <MenuLink href="/settings">
        <Settings aria-hidden />
        {t('nav.settings')}
      </MenuLink>
      {mayAudit && (
        <MenuLink href="/audit">
          <ScrollText aria-hidden />
          {t('nav.audit')}
        </MenuLink>
      )}
      <MenuItem onSelect={onShowShortcuts}>
        <Keyboard aria-hidden />
        {t('shortcuts.title')}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        closes
        label={t('userMenu.language')}
        value={preferences.locale}
        options={LOCALES.map((locale) => ({
          value: locale,
          label: <span lang={locale}>{LOCALE_NAMES[locale]}</span>,
        }))}
        onValueChange={(locale) => save({ locale })}
      />
      <MenuSeparator />
      <MenuChoice
        closes
        label={t('userMenu.theme')}
        value={preferences.theme}
        options={THEMES.map((theme) => ({ value: theme, label: t(`userMenu.themes.${theme}`) }))}
        onValueChange={(theme) => save({ theme })}
      />
      <MenuSeparator />
      <MenuChoice
        closes
        label={t('userMenu.density')}
        value={preferences.density}
        options={DENSITIES.map((density) => ({ value: density, label: t(`userMenu.densities.${density}`) }))}
        onValueChange={(density) => save({ density })}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        {t('userMenu.signOut')}
      </MenuItem>
    </Menu>
  );
}

export function useSavePreferences() {
  const router = useRouter();
  return async (input: Partial<Preferences>) => {
    const result = await savePreferencesAction(input);
    if (result.ok) router.refresh();
  };
}
