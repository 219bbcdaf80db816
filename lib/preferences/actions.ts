'use server';

import { cookies } from 'next/headers';
import { action } from '@/lib/access/guard';
import { secureCookies } from '@/lib/core/auth/cookie';
import { DomainError, type Result } from '@/lib/core/errors';
import { PREFERENCE_COOKIES } from '@/lib/core/preferences';
import { savePreferences } from '@/lib/preferences/mutations';
import { type PreferencesInput, preferencesInput } from '@/lib/preferences/schema';

const YEAR_S = 365 * 24 * 3600;

/** Saves preferences for this browser (cookies) and for the person (language, time zone, shortcuts). */
export async function savePreferencesAction(input: PreferencesInput): Promise<Result<null>> {
  return action(async (ctx) => {
    const parsed = preferencesInput.safeParse(input);
    if (!parsed.success) throw new DomainError('invalid');
    await savePreferences(ctx, parsed.data);
    const jar = await cookies();
    const options = { path: '/', maxAge: YEAR_S, sameSite: 'lax', secure: secureCookies() } as const;
    const { locale, theme, density, timeZone, shortcuts } = parsed.data;
    const flag = shortcuts === undefined ? undefined : shortcuts ? 'on' : 'off';
    const values = { locale, theme, density, timeZone, shortcuts: flag };
    for (const [key, value] of Object.entries(values)) {
      if (value !== undefined) jar.set(PREFERENCE_COOKIES[key as keyof typeof values], value, options);
    }
    return null;
  });
}
