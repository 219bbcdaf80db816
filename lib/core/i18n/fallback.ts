import type { Locale } from '@/lib/core/i18n/locales';
import de from '@/messages/de/ui.json';
import en from '@/messages/en/ui.json';
import it from '@/messages/it/ui.json';
import nl from '@/messages/nl/ui.json';

/** Words for the page that is shown when even the layout failed and no messages were loaded. */
export const FALLBACK_WORDS: Readonly<Record<Locale, (typeof en)['errorState']>> = {
  en: en.errorState,
  de: de.errorState,
  it: it.errorState,
  nl: nl.errorState,
};
