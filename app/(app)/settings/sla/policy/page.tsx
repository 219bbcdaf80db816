import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PolicyForm } from '@/components/sla/policy-form';
import { Versions } from '@/components/sla/versions';
import { loadPolicy } from '@/lib/sla/loaders';
import { placeFrom } from '@/lib/sla/place';

type Props = { readonly searchParams: Promise<{ readonly place?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sla.policies'))('one') };
}

export default async function SlaPolicyPage({ searchParams }: Props) {
  const { place } = await searchParams;
  const [found, t] = await Promise.all([loadPolicy(placeFrom(place ?? 'organisation')), getTranslations('sla')]);
  if (!found) notFound();
  const { policy, calendars, organisation, writable, today } = found;
  const rules = [...policy.versions, ...(organisation?.versions ?? [])].flatMap((version) => version.rules ?? [])[0];
  const { kind } = policy.place;
  const name = kind === 'organisation' ? t('policies.organisation') : policy.name;
  return (
    <>
      <p className="mb-1">
        <Link href="/settings/sla" className="text-accent underline">
          {t('policies.title')}
        </Link>
      </p>
      <h2 className="mb-4 font-semibold text-lg">{t('policies.of', { name })}</h2>
      {writable && rules && (
        <section aria-labelledby="new-version" className="mb-8">
          <h3 id="new-version" className="mb-3 font-semibold">
            {t('form.title')}
          </h3>
          <PolicyForm key={policy.versions.length} policy={policy} rules={rules} calendars={calendars} today={today} />
        </section>
      )}
      <section aria-label={t('versions.title')}>
        <Versions versions={policy.versions} calendars={calendars} writable={writable} />
      </section>
    </>
  );
}
