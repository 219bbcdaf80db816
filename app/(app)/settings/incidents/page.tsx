import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RegimeSettings } from '@/components/duties/regime-settings';
import { PolicyForm } from '@/components/incidents/policy/form';
import { PolicyVersions } from '@/components/incidents/policy/versions';
import { IncidentRules } from '@/components/incidents/rules/rules';
import { loadRegimeSettings } from '@/lib/duties/loaders';
import { loadIncidentRules } from '@/lib/incident-rules/loaders';
import { loadIncidentPolicy } from '@/lib/incidents/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('incidents') };
}

export default async function IncidentSettingsPage() {
  const [found, t] = await Promise.all([loadIncidentPolicy(), getTranslations('incidents.policy')]);
  if (!found) notFound();
  const { versions, writable } = found;
  const [newest] = versions;
  const [rules, words] = await Promise.all([loadIncidentRules(), getTranslations('incidentFile.rules')]);
  const [regimes, duties] = await Promise.all([loadRegimeSettings(), getTranslations('duties.regimes')]);
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      {writable && newest && (
        <section aria-labelledby="new-version" className="mb-8">
          <h2 id="new-version" className="mb-3 font-semibold text-lg">
            {t('new')}
          </h2>
          <PolicyForm key={newest.number} newest={newest} />
        </section>
      )}
      <section aria-labelledby="versions">
        <h2 id="versions" className="mb-3 font-semibold text-lg">
          {t('versions')}
        </h2>
        <PolicyVersions versions={versions} />
      </section>
      <section aria-labelledby="duties" className="mt-8">
        <h2 id="duties" className="mb-1 font-semibold text-lg">
          {duties('title')}
        </h2>
        <p className="mb-3 max-w-prose text-muted">{duties('lead')}</p>
        <RegimeSettings {...regimes} />
      </section>
      <section aria-labelledby="rules" className="mt-8">
        <h2 id="rules" className="mb-1 font-semibold text-lg">
          {words('heading')}
        </h2>
        <p className="mb-3 max-w-prose text-muted">{words('lead')}</p>
        <IncidentRules {...rules} />
      </section>
    </div>
  );
}
