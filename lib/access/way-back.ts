import { pathSchema } from '@/lib/access/schema';

/** The request header in which the proxy, and nobody else, tells pages which address the browser asked for. */
export const WANTED_PATH = 'x-lagebild-path';

/** The sign-in page, with the way back to `wanted` where that is a path of ours. */
export function signInPath(wanted: string | null): string {
  const path = pathSchema.safeParse(wanted);
  return path.success && path.data !== '/' ? `/signin?${new URLSearchParams({ callbackUrl: path.data })}` : '/signin';
}
