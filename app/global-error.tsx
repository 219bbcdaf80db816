'use client';

import './globals.css';
import { useSyncExternalStore } from 'react';
import { FALLBACK_WORDS } from '@/lib/core/i18n/fallback';
import { negotiate } from '@/lib/core/i18n/locales';

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

const never = () => () => undefined;

/** Replaces the root layout when that itself fails: no provider, no messages, only what this file brings. */
export default function GlobalError({ error, retry }: Props) {
  const locale = useSyncExternalStore(
    never,
    () => negotiate(navigator.languages.join(',')),
    () => 'en' as const,
  );
  const words = FALLBACK_WORDS[locale];
  return (
    <html lang={locale}>
      <head>
        <title>{words.title}</title>
      </head>
      <body>
        <main className="mx-auto flex max-w-lg flex-col items-center gap-2 px-4 py-16 text-center">
          <h1 className="font-semibold text-lg">{words.title}</h1>
          <p className="text-muted">{words.detail}</p>
          {error.digest && (
            <p className="text-muted text-xs">
              {words.requestId} <code className="font-mono text-text">{error.digest}</code>
            </p>
          )}
          <button
            type="button"
            onClick={retry}
            className="mt-2 h-control rounded-md border border-line bg-surface px-3 font-medium hover:bg-hover"
          >
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
