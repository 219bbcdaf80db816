import { getLocale, getTimeZone } from 'next-intl/server';
import { sessionRoute } from '@/lib/access/guard';
import { documentFile } from '@/lib/core/document/file';
import { isLocale } from '@/lib/core/i18n/locales';
import { reportDocument } from '@/lib/reports/document';
import { readReport } from '@/lib/reports/loaders';
import { reportName } from '@/lib/reports/place';
import { reportWords } from '@/lib/reports/words';

/** A stored report as PDF; `language`: another one than the reader's. */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const report = await readReport(ctx, number);
  const asked = request.nextUrl.searchParams.get('language');
  const locale = isLocale(asked) ? asked : await getLocale();
  const words = await reportWords(locale, await getTimeZone(), ctx.now);
  const document = reportDocument(report, words, { withAnnex: true });
  return documentFile(document, 'pdf', `${reportName(report.number)}-${report.content.asOf.slice(0, 10)}-${locale}`);
});
