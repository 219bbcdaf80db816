'use client';

import { CircleUserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Arriving } from '@/components/ui/arriving';
import { buttonClass } from '@/components/ui/button-style';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { Menu } from '@/components/ui/menu';
import type { Role } from '@/lib/core/context';
import type { Preferences } from '@/lib/core/preferences';

const itemsCode = lazyOnIntent(() => import('@/components/layout/user-menu-items'));

export type UserMenuProps = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly mayAudit: boolean;
  readonly preferences: Preferences;
  readonly onShowShortcuts: () => void;
};

/** Who I am, how I want to see it, and the way out. */
export function UserMenu(props: UserMenuProps) {
  const t = useTranslations('shell');
  const { name } = props;
  return (
    <Menu
      align="end"
      className="w-60"
      needs={itemsCode}
      trigger={
        <button type="button" aria-label={t('userMenu.label', { name })} className={buttonClass('ghost', 'md', 'px-2')}>
          <CircleUserRound aria-hidden />
          <span className="hidden max-w-40 truncate lg:inline">{name}</span>
        </button>
      }
    >
      <Arriving code={itemsCode}>
        <Items {...props} />
      </Arriving>
    </Menu>
  );
}

function Items(props: UserMenuProps) {
  const { UserMenuItems } = itemsCode.use();
  return <UserMenuItems {...props} />;
}
