'use client';

import { useTranslations } from 'next-intl';
import type { SourceWords, UploadOptions } from '@/components/imports/upload';
import { Input } from '@/components/ui/input';

const WORDS = ['branch', 'image', 'environment', 'service'] as const satisfies readonly (keyof SourceWords)[];
const MOST = { branch: 300, image: 500, environment: 100, service: 100 } as const;

/** This minute where the browser is, as its date field wants it: no scan lies in the future. */
function thisMinute(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

type Props = {
  readonly file: string;
  readonly options: UploadOptions;
  readonly onOptions: (options: UploadOptions) => void;
};

/** What else tells the report's source apart, and when it was scanned; folded away until somebody wants it. */
export function SourceFields({ file, options, onOptions }: Props) {
  const t = useTranslations('imports.upload');
  const said = WORDS.map((word) => options[word]).filter((value) => value !== '');
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted text-sm">
        {t('source')} {said.length > 0 && <span className="font-mono text-text text-xs">{said.join(', ')}</span>}
      </summary>
      <div className="grid gap-2 py-1 sm:grid-cols-3">
        {WORDS.map((word) => (
          <div key={word} className="flex flex-col gap-0.5 text-sm">
            <span aria-hidden>{t(word)}</span>
            <Input
              aria-label={t('wordOf', { word: t(word), file })}
              maxLength={MOST[word]}
              value={options[word]}
              onChange={(event) => onOptions({ ...options, [word]: event.target.value })}
            />
          </div>
        ))}
        <div className="flex flex-col gap-0.5 text-sm">
          <span aria-hidden>{t('scanAt')}</span>
          <Input
            type="datetime-local"
            aria-label={t('wordOf', { word: t('scanAt'), file })}
            max={thisMinute()}
            value={options.scanAt}
            onChange={(event) => onOptions({ ...options, scanAt: event.target.value })}
          />
        </div>
      </div>
      <p className="text-muted text-xs">{t('sourceHint')}</p>
    </details>
  );
}
