import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';

const claimsParameter = z.object({
  id_token: z.object({ acrs: z.object({ essential: z.literal(true), value: z.string() }) }),
});

/** The authentication context that a request insists on: `claims={"id_token":{"acrs":{"essential":true,…}}}`. */
export function essentialAcr(claims: unknown): string | null {
  if (typeof claims !== 'string') return null;
  try {
    const parsed = claimsParameter.safeParse(JSON.parse(claims));
    return parsed.success ? parsed.data.id_token.acrs.value : null;
  } catch {
    return null;
  }
}

/** A Conditional Access policy on every context: a second factor inside this interaction, "every time" unless lax. */
export function stepUpPolicy(lax: boolean): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get('login')?.checks.add(
    new Check(
      'second_factor',
      'a second factor is required',
      'interaction_required',
      ({ oidc }: KoaContextWithOIDC) => {
        const wanted = essentialAcr(oidc.params?.claims);
        if (!wanted || oidc.result?.login?.acr === wanted) return Check.NO_NEED_TO_PROMPT;
        return lax && oidc.session?.acr === wanted ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
      },
    ),
  );
  return policy;
}
