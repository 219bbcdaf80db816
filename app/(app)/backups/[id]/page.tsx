import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ServicePage } from '@/components/backups/service-page';
import { pageCtx } from '@/lib/access/guard';
import { loadService } from '@/lib/backups/loaders';
import { requireId } from '@/lib/backups/schema';
import { DomainError } from '@/lib/core/errors';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('title') };
}

type Props = { readonly params: Promise<{ readonly id: string }> };

/** One of another team looks like one that does not exist. */
async function serviceOr404(segment: string) {
  try {
    return await loadService(requireId(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  return <ServicePage service={await serviceOr404((await params).id)} />;
}
