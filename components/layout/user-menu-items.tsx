'use client';

import { Keyboard, LogOut, MonitorSmartphone, ScrollText, Settings, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSignOut } from '@/components/access/use-sign-out';
import { useSavePreferences } from '@/components/layout/use-save-preferences';
import type { UserMenuProps } from '@/components/layout/user-menu';
import { MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { LOCALE_NAMES, LOCALES } from '@/lib/core/i18n/locales';
import { DENSITIES, THEMES } from '@/lib/core/preferences';

/** What the menu of the person holds. */
export function UserMenuItems({ name, roles, mayAudit, preferences, onShowShortcuts }: UserMenuProps) {
  const t = useTranslations('shell');
  const roleName = useTranslations('access.roles');
  const signOut = useSignOut();
  const save = useSavePreferences();
  return (
    <>
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
    </>
  );
}
