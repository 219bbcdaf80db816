import type { Locale } from '@/lib/core/i18n/locales';
import de from '@/messages/de/errorState.json';
import en from '@/messages/en/errorState.json';
import it from '@/messages/it/errorState.json';
import nl from '@/messages/nl/errorState.json';

/** Words for the page that is shown when even the layout failed and no messages were loaded. */
export const FALLBACK_WORDS: Readonly<Record<Locale, typeof en>> = {
  en,
  de,
  it,
  nl,
};
