'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-style';
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { GrantDto, PersonDto } from '@/lib/access/types';

type Props = {
  readonly person: PersonDto;
  readonly self: boolean;
  readonly mayEndSessions: boolean;
  readonly onEdit: (() => void) | null;
  readonly onDisable: ((disabled: boolean) => void) | null;
};

export function PersonRow({ person, self, mayEndSessions, onEdit, onDisable }: Props) {
  const t = useTranslations('access');
  const { name, email, roles, grants, lastSignInAt, disabledAt, livingSessions } = person;
  return (
    <tr data-person={person.email}>
      <Td>
        <span className="font-medium">{name}</span> {self && <Badge tone="accent">{t('people.oneself')}</Badge>}{' '}
        {disabledAt && <Badge tone="missed">{t('people.disabled')}</Badge>}
        <span className="block text-muted text-xs">{email}</span>
      </Td>
      <Td label={t('people.roles')}>
        {roles.length > 0 ? roles.map((role) => t(`roles.${role}`)).join(', ') : t('roles.none')}
      </Td>
      <Td label={t('people.where')}>
        <Places grants={grants.filter(({ duty }) => duty === null)} />
      </Td>
      <Td label={t('people.approves')}>
        <Places grants={grants.filter(({ duty }) => duty !== null)} />
      </Td>
      <Td label={t('people.lastSignIn')}>{lastSignInAt ? <RelativeTime at={lastSignInAt} /> : t('people.never')}</Td>
      <Td label={t('people.sessions')} numeric>
        {livingSessions}
      </Td>
      <Td>
        {!self && (
          <div className="flex items-center justify-end gap-1 @max-2xl:justify-start">
            {onEdit && (
              <Button size="sm" onClick={onEdit} aria-label={t('people.editLabel', { name })}>
                {t('people.edit')}
              </Button>
            )}
            {person.within && (onDisable || (mayEndSessions && livingSessions > 0)) && (
              <More person={person} mayEndSessions={mayEndSessions} onDisable={onDisable} />
            )}
          </div>
        )}
      </Td>
    </tr>
  );
}

function Places({ grants }: { readonly grants: readonly GrantDto[] }) {
  const t = useTranslations('access.people');
  if (grants.length === 0) return <span className="text-muted">{t('nowhere')}</span>;
  const names = grants.map(({ team, product }) => {
    const place = team ?? product;
    return place ? (place.name ?? t('elsewhere')) : t('everywhere');
  });
  return [...new Set(names)].join(', ');
}

function More({ person, mayEndSessions, onDisable }: Pick<Props, 'person' | 'mayEndSessions' | 'onDisable'>) {
  const t = useTranslations('access');
  const disabled = person.disabledAt !== null;
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className={buttonClass('ghost', 'sm', 'w-7 px-0')}
          aria-label={t('people.actionsFor', { name: person.name })}
        >
          <Ellipsis aria-hidden />
        </button>
      }
    >
      {mayEndSessions && person.livingSessions > 0 && (
        <MenuLink href={`/settings/signed-in?${new URLSearchParams({ q: person.email ?? person.name })}`}>
          {t('people.endSessions')}
        </MenuLink>
      )}
      {onDisable && (
        <MenuItem danger={!disabled} onSelect={() => onDisable(!disabled)}>
          {t(disabled ? 'people.enable' : 'people.disable')}
        </MenuItem>
      )}
    </Menu>
  );
}
