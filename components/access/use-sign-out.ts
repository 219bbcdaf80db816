'use client';

import { signOutAction } from '@/lib/access/actions';

/** Ends the session and leaves for the provider's own sign-out; without a session there is only the page to leave. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    const result = await signOutAction();
    window.location.assign(result.ok ? result.data.url : '/signed-out');
  };
}
