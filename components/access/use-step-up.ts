'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState, useTransition } from 'react';
import type { z } from 'zod';
import { beganHere, needOf, returnAddress, type StepUpState, withoutStepUp } from '@/components/access/step-up-state';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { keepIntentAction, loadIntentAction } from '@/lib/access/actions';
import { startSignIn, stepUpClaims } from '@/lib/core/auth/client';
import type { Result } from '@/lib/core/errors';

type Options<I, T> = {
  /** Names the form among those of the page: `token-create`. */
  readonly key: string;
  /** Checks the draft when it comes back from the server. */
  readonly schema: z.ZodType<I>;
  readonly run: (input: I) => Promise<Result<T>>;
  readonly onDone: (data: T, input: I) => void;
  /** A refusal in the words of what is done; by default in those of its code. */
  readonly errorText?: (refusal: Refusal) => string;
};

export type StepUp<I> = {
  readonly state: StepUpState<I>;
  readonly busy: boolean;
  /** Runs the action; where it needs a step-up the dialog takes over. */
  readonly submit: (input: I) => void;
  readonly prove: () => void;
  readonly confirm: () => void;
  readonly close: () => void;
};

/**
 * An action that may need fresh multi-factor authentication: keeps the intent on the server, leaves for the sign-in
 * page, and on return offers the action again. It never acts by itself after coming back.
 */
export function useStepUp<I, T>({ key, schema, run, onDone, errorText: own }: Options<I, T>): StepUp<I> {
  const [state, setState] = useState<StepUpState<I>>({ phase: 'idle' });
  const [busy, startTransition] = useTransition();
  const general = useErrorText();
  const errorText = own ?? general;
  const toast = useToast();
  const router = useRouter();
  const close = useCallback(() => setState({ phase: 'idle' }), []);

  useEffect(() => {
    const { pathname, search } = window.location;
    const id = beganHere(search, key);
    if (!id) return;
    router.replace(withoutStepUp(pathname, search), { scroll: false });
    loadIntentAction(id).then((result) => setState(resumed(result.ok ? result.data : null, schema)));
  }, [key, schema, router]);

  const fail = (error: Parameters<typeof errorText>[0]) => toast.show({ title: errorText(error), tone: 'error' });

  const submit = (input: I) =>
    startTransition(async () => {
      const result = await run(input);
      if (result.ok) {
        close();
        onDone(result.data, input);
        return;
      }
      const need = result.error.code === 'step_up_required' ? needOf(result.error.details) : null;
      if (need) setState({ phase: 'ask', need, input });
      else fail(result.error);
    });

  const leave = (input: I, stepUpId: string, acr: string, loginHint: string | null) =>
    startTransition(async () => {
      const { pathname, search } = window.location;
      const returnTo = withoutStepUp(pathname, search);
      const kept = await keepIntentAction({ stepUpId, returnTo, draft: { key, input } });
      if (!kept.ok) {
        fail(kept.error);
        return;
      }
      const hint: Record<string, string> = loginHint ? { login_hint: loginHint } : {};
      const back = returnAddress(pathname, search, key, stepUpId);
      await startSignIn(back, { claims: stepUpClaims(acr), ...hint }).catch(() => setState({ phase: 'cancelled' }));
    });

  return {
    state,
    busy,
    submit,
    close,
    prove: () => {
      if (state.phase === 'ask') leave(state.input, state.need.stepUpId, state.need.acr, state.need.loginHint);
    },
    confirm: () => {
      if (state.phase === 'confirm') submit(state.input);
    },
  };
}

type Intent = { readonly state: string; readonly purpose: string; readonly draft: unknown };

function resumed<I>(intent: Intent | null, schema: z.ZodType<I>): StepUpState<I> {
  if (intent?.state === 'pending') return { phase: 'cancelled' };
  if (intent?.state !== 'proven') return { phase: 'lost' };
  const draft = intent.draft;
  const input = schema.safeParse(typeof draft === 'object' && draft !== null ? Reflect.get(draft, 'input') : undefined);
  return input.success ? { phase: 'confirm', purpose: intent.purpose, input: input.data } : { phase: 'lost' };
}
