import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { maybeCtx } from '@/lib/access/guard';
import { completePreferences, type Preferences, parsePreferences } from '@/lib/core/preferences';
import { storedPreferences } from '@/lib/preferences/data';

/** The preferences of the browser that asks, once a request: its cookies, else what its person chose elsewhere. */
export const currentPreferences = cache(async (): Promise<Preferences> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const chosen = parsePreferences((name) => jar.get(name)?.value);
  const ctx = chosen.locale ? null : await maybeCtx();
  const stored = ctx ? await storedPreferences(ctx.actor) : {};
  const known = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  return completePreferences({ ...stored, ...known }, head.get('accept-language'));
});
