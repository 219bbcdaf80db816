import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProfileForm } from '@/components/access/profile-form';
import { ReachForm } from '@/components/escalation/reach-form';
import { pageCtx } from '@/lib/access/guard';
import { loadProfile } from '@/lib/escalation/loaders';
import { currentPreferences } from '@/lib/preferences/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('profile') };
}

export default async function ProfilePage() {
  const [ctx, preferences, profile, t] = await Promise.all([
    pageCtx(),
    currentPreferences(),
    loadProfile(),
    getTranslations('access'),
  ]);
  const { name, roles } = ctx.actor;
  return (
    <>
      <p className="font-medium text-lg">{name}</p>
      <p className="mb-4 text-muted">{roles.map((role) => t(`roles.${role}`)).join(', ') || t('roles.none')}</p>
      <p className="mb-4 max-w-prose text-muted">{t('profile.lead')}</p>
      <ProfileForm preferences={preferences} zones={Intl.supportedValuesOf('timeZone')} />
      <ReachForm profile={profile} />
    </>
  );
}
