import { isTimeZone } from '@/lib/core/datetime';
import { isLocale, type Locale, negotiate } from '@/lib/core/i18n/locales';

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
export const DENSITIES = ['comfortable', 'compact'] as const;
type Density = (typeof DENSITIES)[number];

/** How this browser wants to see Lagebild. Kept in cookies, so that the first byte is right already. */
export type Preferences = {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly density: Density;
  readonly timeZone: string;
  /** Single-key shortcuts (WCAG 2.1.4). */
  readonly shortcuts: boolean;
};

/** No name may begin with the session cookie's: next-auth would read it as one of its chunks. */
export const PREFERENCE_COOKIES = {
  locale: 'lb-locale',
  theme: 'lb-theme',
  density: 'lb-density',
  timeZone: 'lb-zone',
  shortcuts: 'lb-shortcuts',
} as const satisfies Record<keyof Preferences, string>;

/** What the browser's cookies say; a forged or unknown value is left out. */
export function parsePreferences(cookie: (name: string) => string | undefined): Partial<Preferences> {
  const locale = cookie(PREFERENCE_COOKIES.locale);
  const theme = cookie(PREFERENCE_COOKIES.theme);
  const density = cookie(PREFERENCE_COOKIES.density);
  const zone = cookie(PREFERENCE_COOKIES.timeZone);
  const shortcuts = cookie(PREFERENCE_COOKIES.shortcuts);
  return {
    locale: isLocale(locale) ? locale : undefined,
    theme: THEMES.find((known) => known === theme),
    density: DENSITIES.find((known) => known === density),
    timeZone: zone && isTimeZone(zone) ? zone : undefined,
    shortcuts: shortcuts === 'on' || shortcuts === 'off' ? shortcuts === 'on' : undefined,
  };
}

/** Fills the gaps: the language from Accept-Language, the rest from our defaults. */
export function completePreferences(known: Partial<Preferences>, acceptLanguage: string | null): Preferences {
  return {
    locale: known.locale ?? negotiate(acceptLanguage),
    theme: known.theme ?? 'system',
    density: known.density ?? 'comfortable',
    timeZone: known.timeZone ?? 'UTC',
    shortcuts: known.shortcuts ?? true,
  };
}
