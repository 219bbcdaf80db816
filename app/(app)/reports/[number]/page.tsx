import type { Metadata } from 'next';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { orNotFound } from '@/components/compliance/not-for-you';
import { DocumentView } from '@/components/document/document-view';
import { ReportFiles } from '@/components/reports/report-files';
import { reportDocument } from '@/lib/reports/document';
import { loadReport } from '@/lib/reports/loaders';
import { reportName } from '@/lib/reports/place';
import { reportWords } from '@/lib/reports/words';

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: `${reportName(Number(number) || 0)} · ${(await getTranslations('reports'))('title')}` };
}

/** A report as it was made, and its PDF in each language. */
export default async function ReportPage({ params }: Props) {
  const report = await orNotFound(loadReport((await params).number));
  const made = new Date(report.content.madeAt);
  const words = await reportWords(await getLocale(), await getTimeZone(), made);
  const document = reportDocument(report, words, { withAnnex: false });
  return (
    <>
      <h1 className="font-semibold text-xl">{reportName(report.number)}</h1>
      <ReportFiles number={report.number} />
      <DocumentView document={document} contents={words.t('contents')} />
    </>
  );
}
