import { describe, expect, it } from 'vitest';
import { completePreferences, PREFERENCE_COOKIES, parsePreferences } from '@/lib/core/preferences';

const read = (cookies: Record<string, string>, language: string | null = null) =>
  completePreferences(
    parsePreferences((name) => cookies[name]),
    language,
  );

describe('preferences', () => {
  it('fall back where a cookie is missing or forged', () => {
    const forged = Object.fromEntries(Object.values(PREFERENCE_COOKIES).map((name) => [name, '"><script>']));
    const fallback = { locale: 'it', theme: 'system', density: 'comfortable', timeZone: 'UTC', shortcuts: true };
    expect(read({}, 'it')).toEqual(fallback);
    expect(read(forged, 'it')).toEqual(fallback);
  });

  it('prefer the cookie to the browser language', () => {
    expect(read({ 'lb-locale': 'nl', 'lb-zone': 'Europe/Rome', 'lb-shortcuts': 'off' }, 'de')).toMatchObject({
      locale: 'nl',
      timeZone: 'Europe/Rome',
      shortcuts: false,
    });
  });

  it('use no name that next-auth takes for a chunk of the session cookie', () => {
    for (const name of Object.values(PREFERENCE_COOKIES)) expect(name).not.toMatch(/^(__Host-)?lagebild/);
  });
});
