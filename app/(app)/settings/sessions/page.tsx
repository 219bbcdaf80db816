import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SessionsTable } from '@/components/access/sessions-table';
import { listOwnSessions } from '@/lib/access/data/sessions';
import { pageCtx } from '@/lib/access/guard';
import { sessionSettings } from '@/lib/access/settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('sessions') };
}

export default async function SessionsPage() {
  const [ctx, settings, t] = await Promise.all([pageCtx(), sessionSettings(), getTranslations('access.sessions')]);
  const sessions = await listOwnSessions(ctx.actor, ctx.now);
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">
        {t('lead', { idle: settings.idleMinutes, hours: settings.absoluteHours })}
      </p>
      <SessionsTable sessions={sessions} />
    </>
  );
}
