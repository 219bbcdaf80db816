import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Snippet } from '@/components/imports/snippet';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { Table, Td, Th } from '@/components/ui/table';
import { pageCtx } from '@/lib/access/guard';
import { env } from '@/lib/core/env';
import { PARSERS } from '@/lib/imports/parsers/registry';
import { curlLine, gitlabJob } from '@/lib/imports/pipeline';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports.how');
  return { title: t('title') };
}

const OPTIONS = [
  'target',
  'branch',
  'image',
  'environment',
  'service',
  'complete',
  'preview',
  'format',
  'scan_at',
] as const;

export default async function HowPage() {
  await pageCtx();
  const t = await getTranslations('imports.how');
  const origin = new URL(env().NEXTAUTH_URL).origin;
  const formats = PARSERS.map(({ id }) => id).join(', ');
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('title')} lead={t('lead')} />
      <h2 className="mt-6 font-semibold text-lg">{t('token')}</h2>
      <p className="mt-1 mb-2">{t('tokenText')}</p>
      <LinkButton href="/settings/tokens">{t('tokenLink')}</LinkButton>
      <h2 className="mt-6 font-semibold text-lg">{t('curl')}</h2>
      <p className="mt-1">{t('curlText')}</p>
      <Snippet label={t('curl')}>{curlLine(origin)}</Snippet>
      <h2 className="mt-6 font-semibold text-lg">{t('gitlab')}</h2>
      <p className="mt-1">{t('gitlabText')}</p>
      <Snippet label={t('gitlab')}>{gitlabJob(origin)}</Snippet>
      <h2 className="mt-6 mb-1 font-semibold text-lg">{t('options')}</h2>
      <Table label={t('options')}>
        <thead>
          <tr>
            <Th>{t('option')}</Th>
            <Th>{t('meaning')}</Th>
          </tr>
        </thead>
        <tbody>
          {OPTIONS.map((option) => (
            <tr key={option}>
              <Td>
                <code className="font-mono text-sm">{option}</code>
              </Td>
              <Td>{t(`optionText.${option}`, { formats })}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2">{t('headers')}</p>
      <h2 className="mt-6 font-semibold text-lg">{t('repeat')}</h2>
      <p className="mt-1">{t('repeatText')}</p>
      <h2 id="formats" className="mt-6 scroll-mt-4 font-semibold text-lg">
        {t('formats')}
      </h2>
      <p className="mt-1 mb-2">{t('formatsText')}</p>
      <Table label={t('formats')}>
        <thead>
          <tr>
            <Th>{t('formatReport')}</Th>
            <Th>{t('formatWord')}</Th>
          </tr>
        </thead>
        <tbody>
          {PARSERS.map(({ id, label }) => (
            <tr key={id}>
              <Td>{label}</Td>
              <Td>
                <code className="font-mono text-sm">{id}</code>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
