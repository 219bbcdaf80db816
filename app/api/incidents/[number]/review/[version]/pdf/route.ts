import { createFormatter, createTranslator } from 'next-intl';
import { getLocale, getTimeZone } from 'next-intl/server';
import { sessionRoute } from '@/lib/access/guard';
import { formats } from '@/lib/core/datetime';
import { documentFile } from '@/lib/core/document/file';
import { isLocale } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import { incidentName } from '@/lib/incidents/priority';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { reviewDocument } from '@/lib/reviews/document';
import { readPublication } from '@/lib/reviews/loaders';

/** A published review as PDF; `language`: another one than the reader's. */
export const GET = sessionRoute<{ number: string; version: string }>(async (ctx, request, { number, version }) => {
  const { published, sha256 } = await readPublication(
    ctx,
    requireIncidentNumber(number),
    requireIncidentNumber(version),
  );
  const asked = request.nextUrl.searchParams.get('language');
  const locale = isLocale(asked) ? asked : await getLocale();
  const timeZone = await getTimeZone();
  const messages = await loadMessages(locale);
  const words = {
    t: createTranslator({ locale, messages, namespace: 'reviews', timeZone }),
    incidents: createTranslator({ locale, messages, namespace: 'incidents', timeZone }),
    format: createFormatter({ locale, timeZone, formats, now: ctx.now }),
    locale,
  };
  const name = `${incidentName(published.incident.number)}-review-${published.number}-${locale}`;
  return documentFile(reviewDocument(published, sha256, words), 'pdf', name);
});
