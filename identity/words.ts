import { type Locale, negotiate } from '@/lib/core/i18n/locales';
import de from './words/de.json';
import en from './words/en.json';
import it from './words/it.json';
import nl from './words/nl.json';

/** What the provider's pages say. */
export type Words = typeof en;

export const WORDS: Readonly<Record<Locale, Words>> = { en, de, it, nl };

/** The best of what the application asks for (`ui_locales`, OpenID Connect Core 3.1.2.1) and of the browser's own wish. */
export function localeOf(uiLocales: unknown, acceptLanguage: string | undefined): Locale {
  const asked = typeof uiLocales === 'string' ? uiLocales.trim().split(/\s+/) : [];
  return negotiate([...asked, acceptLanguage].filter(Boolean).join(','));
}
