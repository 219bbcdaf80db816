import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IncidentNow } from '@/components/incidents/now';
import { requireIncidentNumber } from '@/lib/incidents/schema';

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') };
}

export default async function Page({ params }: Props) {
  return <IncidentNow number={requireIncidentNumber((await params).number)} />;
}
