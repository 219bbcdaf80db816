'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useDeviceName } from '@/components/access/use-device-name';
import { useErrorText } from '@/components/layout/use-error-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { endOtherSessionsAction, endSessionAction } from '@/lib/access/actions';
import type { SessionDto } from '@/lib/access/types';
import type { Result } from '@/lib/core/errors';

/** A person's own sessions: the one in use, and the others to end. */
export function SessionsTable({ sessions }: { readonly sessions: readonly SessionDto[] }) {
  const t = useTranslations('access');
  const { busy, end } = useEnding();
  const others = sessions.some(({ current }) => !current);
  return (
    <>
      <Table label={t('settings.sessions')} stacked>
        <thead>
          <tr>
            <Th>{t('sessions.device')}</Th>
            <Th>{t('sessions.address')}</Th>
            <Th>{t('sessions.started')}</Th>
            <Th>{t('sessions.seen')}</Th>
            <Th>{t('sessions.expires')}</Th>
            <Th>
              <span className="sr-only">{t('sessions.end')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Row
              key={session.id}
              session={session}
              busy={busy}
              onEnd={() => end(async () => one(await endSessionAction(session.id)))}
            />
          ))}
        </tbody>
      </Table>
      {others && (
        <Button className="mt-4" variant="danger" busy={busy} onClick={() => end(endOtherSessionsAction)}>
          {t('sessions.endOthers')}
        </Button>
      )}
    </>
  );
}

type RowProps = { readonly session: SessionDto; readonly busy: boolean; readonly onEnd: () => void };

function Row({ session, busy, onEnd }: RowProps) {
  const t = useTranslations('access.sessions');
  const device = useDeviceName()(session.userAgent);
  return (
    <tr data-session={session.current ? 'current' : 'other'}>
      <Td className="whitespace-nowrap">
        {device} {session.current && <Badge tone="accent">{t('current')}</Badge>}
      </Td>
      <Td label={t('address')} className="font-mono text-xs">
        {session.address ?? t('unknown')}
      </Td>
      <Td label={t('started')}>
        <RelativeTime at={session.createdAt} />
      </Td>
      <Td label={t('seen')}>
        <RelativeTime at={session.lastSeenAt} />
      </Td>
      <Td label={t('expires')}>
        <RelativeTime at={session.expiresAt} />
      </Td>
      <Td className="text-right">
        {!session.current && (
          <Button size="sm" busy={busy} onClick={onEnd} aria-label={t('endLabel', { device })}>
            {t('end')}
          </Button>
        )}
      </Td>
    </tr>
  );
}

const one = (result: Result<void>): Result<number> => (result.ok ? { ok: true, data: 1 } : result);

function useEnding() {
  const t = useTranslations('access.sessions');
  const toast = useToast();
  const errorText = useErrorText();
  const [busy, startTransition] = useTransition();
  const end = (work: () => Promise<Result<number>>) =>
    startTransition(async () => {
      const result = await work();
      if (result.ok) toast.show({ title: t('ended', { count: result.data }) });
      else toast.show({ title: errorText(result.error), tone: 'error' });
    });
  return { busy, end };
}
