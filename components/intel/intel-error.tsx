'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { IntelImportDto } from '@/lib/intel/types';

/** Why a file or a mirror was refused. */
export function IntelErrorText({ error }: { readonly error: NonNullable<IntelImportDto['error']> }) {
  const t = useTranslations('intel.errors');
  const format = useFormatter();
  const { code, params } = error;
  const day = (at: string | number | undefined) =>
    at === undefined ? '' : format.dateTime(new Date(at), { dateStyle: 'medium', timeZone: 'UTC' });
  const number = (name: string) => Number(params[name] ?? 0);
  switch (code) {
    case 'unreachable':
      return t(code, { code: String(params.code ?? '') });
    case 'timeout':
      return t(code, { seconds: number('seconds') });
    case 'redirects':
      return t(code, { most: number('most') });
    case 'status':
      return t(code, { status: String(params.status ?? '') });
    case 'too_large':
      return t(code, { mb: number('mb') });
    case 'wrong_content':
    case 'bad_row':
      return t(code, { line: number('line') });
    case 'too_few':
      return t(code, { rows: number('rows'), before: number('before') });
    case 'older':
      return t(code, { at: day(params.at), newest: day(params.newest) });
    default:
      return t(code);
  }
}
