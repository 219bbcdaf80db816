import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SessionsTable } from '@/components/access/sessions-table';
import { loadOwnSessions } from '@/lib/access/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('sessions') };
}

export default async function SessionsPage() {
  const [{ sessions, settings }, t] = await Promise.all([loadOwnSessions(), getTranslations('access.sessions')]);
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">
        {t('lead', { idle: settings.idleMinutes, hours: settings.absoluteHours })}
      </p>
      <SessionsTable sessions={sessions} />
    </>
  );
}
