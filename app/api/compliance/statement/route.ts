import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { sessionRoute } from '@/lib/access/guard';
import { exportStatement } from '@/lib/compliance/statement-export';

/** `?framework=…&format=pdf|md|csv|jsonl`, and `at=YYYY-MM-DD` for a day that is over. */
export const GET = sessionRoute(async (ctx, request) => {
  const { searchParams } = request.nextUrl;
  const words = { t: await getTranslations('compliance'), format: await getFormatter(), locale: await getLocale() };
  const asked = {
    framework: searchParams.get('framework') ?? '',
    day: searchParams.get('at'),
    format: searchParams.get('format'),
  };
  return exportStatement(ctx, asked, words);
});
