import { z } from 'zod';
import type { ErrorDetails } from '@/lib/core/errors';

const needSchema = z.object({
  stepUpId: z.uuid(),
  acr: z.string(),
  loginHint: z.string().nullable(),
  purpose: z.string(),
});

/** What a refusal `step_up_required` tells the browser. */
export type Need = z.infer<typeof needSchema>;

export function needOf(details: ErrorDetails): Need | null {
  const parsed = needSchema.safeParse(details);
  return parsed.success ? parsed.data : null;
}

/** The address parameter on the way back: `<key>~<step-up id>`; `key` names the form that asked. */
export const STEP_UP_PARAM = 'step-up';

export function returnAddress(path: string, search: string, key: string, stepUpId: string): string {
  const query = new URLSearchParams(search);
  query.set(STEP_UP_PARAM, `${key}~${stepUpId}`);
  return `${path}?${query}`;
}

/** The step-up that this form began, if the address says so. */
export function beganHere(search: string, key: string): string | null {
  const [owner, id] = new URLSearchParams(search).get(STEP_UP_PARAM)?.split('~') ?? [];
  return owner === key && id && z.uuid().safeParse(id).success ? id : null;
}

export function withoutStepUp(path: string, search: string): string {
  const query = new URLSearchParams(search);
  query.delete(STEP_UP_PARAM);
  const rest = query.toString();
  return rest ? `${path}?${rest}` : path;
}

export type StepUpState<I> =
  | { readonly phase: 'idle' }
  /** Fresh proof is needed: explain, then leave for the sign-in page. */
  | { readonly phase: 'ask'; readonly need: Need; readonly input: I }
  /** Back with proof: ask once more before acting. */
  | { readonly phase: 'confirm'; readonly purpose: string; readonly input: I }
  | { readonly phase: 'lost' }
  | { readonly phase: 'cancelled' };
