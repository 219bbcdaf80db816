'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChannelForm } from '@/components/escalation/channel-form';
import { useSendWords } from '@/components/escalation/use-send-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useToast } from '@/components/ui/toast';
import { testChannelAction } from '@/lib/escalation/actions';
import type { EscalationView } from '@/lib/escalation/loaders';

type Channel = EscalationView['channels'][number];

/** Ways to reach people outside of Lagebild. */
export function Channels({ view }: { readonly view: EscalationView }) {
  const t = useTranslations('escalation.channels');
  return (
    <section aria-labelledby="channels" className="border-line border-t py-5">
      <h2 id="channels" className="font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('lead')}</p>
      {view.channels.length === 0 && <p className="mb-3">{t('none')}</p>}
      <ul className="mb-5 border-line border-b empty:hidden">
        {view.channels.map((channel) => (
          <One key={channel.id} channel={channel} writable={view.writable} />
        ))}
      </ul>
      {view.writable && (
        <>
          <h3 className="mb-2 font-medium">{t('new')}</h3>
          <ChannelForm channel={null} />
        </>
      )}
    </section>
  );
}

function One({ channel, writable }: { readonly channel: Channel; readonly writable: boolean }) {
  const { t, way, why, state } = useSendWords();
  const errors = useTranslations('errors');
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [editing, setEditing] = useState(false);
  const { id, name, kind, host, enabled, last } = channel;
  const test = async () => {
    setBusy(true);
    const result = await testChannelAction({ id });
    setBusy(false);
    toast.show({ title: result.ok ? t('channels.tested') : errors(result.error.code) });
  };
  return (
    <li className="border-line border-t py-2">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p>
            <span className="font-medium">{name}</span>{' '}
            <span className="wrap-anywhere text-muted">
              {way(kind)} · {host}
            </span>{' '}
            {!enabled && <Badge>{t('channels.off')}</Badge>}
          </p>
          {last && (
            <p className="text-muted text-sm">
              {state(last.state)} · <RelativeTime at={last.createdAt} /> {why(last.error)}
            </p>
          )}
        </div>
        {writable && (
          <span className="flex shrink-0 flex-wrap justify-end gap-1">
            <Button size="sm" busy={busy} aria-label={t('channels.testOf', { name })} onClick={() => void test()}>
              {t('channels.test')}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={editing}
              aria-label={t('channels.editOf', { name })}
              onClick={() => setEditing(!editing)}
            >
              {t('channels.edit')}
            </Button>
          </span>
        )}
      </div>
      {writable && (
        <div className="border-line border-l-2 pl-4 empty:hidden">
          <ChannelForm key={channel.version} channel={channel} open={editing} onDone={() => setEditing(false)} />
        </div>
      )}
    </li>
  );
}
