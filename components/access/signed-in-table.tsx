'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EndSessionsDialog } from '@/components/access/end-sessions-dialog';
import { useDeviceName } from '@/components/access/use-device-name';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { SignedInDto } from '@/lib/access/types';

/** Who is signed in now, with a way to end it. */
export function SignedInTable({ sessions }: { readonly sessions: readonly SignedInDto[] }) {
  const t = useTranslations('access');
  const [ended, setEnded] = useState<SignedInDto | null>(null);
  if (sessions.length === 0) return <EmptyState title={t('signedIn.nobody')} />;
  const count = (personId: string) => sessions.filter(({ person }) => person.id === personId).length;
  return (
    <>
      <Table label={t('settings.signed-in')} stacked>
        <thead>
          <tr>
            <Th>{t('people.person')}</Th>
            <Th>{t('people.roles')}</Th>
            <Th>{t('sessions.device')}</Th>
            <Th>{t('sessions.address')}</Th>
            <Th>{t('sessions.started')}</Th>
            <Th>{t('sessions.seen')}</Th>
            <Th>
              <span className="sr-only">{t('sessions.end')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Row key={session.id} session={session} onEnd={() => setEnded(session)} />
          ))}
        </tbody>
      </Table>
      {ended && <EndSessionsDialog session={ended} count={count(ended.person.id)} onClose={() => setEnded(null)} />}
    </>
  );
}

function Row({ session, onEnd }: { readonly session: SignedInDto; readonly onEnd: () => void }) {
  const t = useTranslations('access');
  const device = useDeviceName()(session.userAgent);
  const { name, email } = session.person;
  return (
    <tr data-person={email}>
      <Td>
        <span className="font-medium">{name}</span>
        <span className="block text-muted text-xs">{email}</span>
      </Td>
      <Td label={t('people.roles')}>{session.roles.map((role) => t(`roles.${role}`)).join(', ')}</Td>
      <Td label={t('sessions.device')} className="whitespace-nowrap">
        {device}
      </Td>
      <Td label={t('sessions.address')} className="font-mono text-xs">
        {session.address ?? t('sessions.unknown')}
      </Td>
      <Td label={t('sessions.started')}>
        <RelativeTime at={session.createdAt} />
      </Td>
      <Td label={t('sessions.seen')}>
        <RelativeTime at={session.lastSeenAt} />
      </Td>
      <Td className="text-right @max-2xl:text-left">
        <Button size="sm" onClick={onEnd} aria-label={t('signedIn.endLabel', { name, device })}>
          {t('signedIn.end')}
        </Button>
      </Td>
    </tr>
  );
}
