import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { sessionRoute } from '@/lib/access/guard';
import { documentFile } from '@/lib/core/document/file';
import { DomainError } from '@/lib/core/errors';
import { reportDocument } from '@/lib/duties/document';
import { readDuties } from '@/lib/duties/loaders';
import { incidentName } from '@/lib/incidents/priority';
import { requireIncidentNumber } from '@/lib/incidents/schema';

/** The draft of one report in the reader's language: `regime`, `stage`, `format` (pdf, md). */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const detail = await readDuties(ctx, requireIncidentNumber(number));
  const { searchParams } = request.nextUrl;
  const duty = detail.duties.find(({ regime }) => regime === searchParams.get('regime'));
  const stage = duty?.stages.find(({ id }) => id === searchParams.get('stage'));
  if (!duty || !stage) throw new DomainError('not_found');
  const words = { t: await getTranslations('duties'), format: await getFormatter(), locale: await getLocale() };
  const name = `${incidentName(detail.incident.number)}-${duty.regime}-${stage.id}`;
  return documentFile(reportDocument(detail, duty, stage, words), searchParams.get('format'), name);
});
