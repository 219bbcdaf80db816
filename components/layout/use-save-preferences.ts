'use client';

import { useRouter } from 'next/navigation';
import type { Preferences } from '@/lib/core/preferences';
import { savePreferencesAction } from '@/lib/preferences/actions';

/** Saves how this browser wants to see Lagebild, and draws the page anew in it. */
export function useSavePreferences() {
  const router = useRouter();
  return async (input: Partial<Preferences>) => {
    const result = await savePreferencesAction(input);
    if (result.ok) router.refresh();
  };
}
