'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Refusal } from '@/components/layout/refusal';
import { useErrorText } from '@/components/layout/use-error-text';
import { useToast } from '@/components/ui/toast';
import { COMPLIANCE_ISSUES } from '@/lib/compliance/issues';
import { OSCAL_REFUSALS } from '@/lib/compliance/oscal/limits';
import type { Result } from '@/lib/core/errors';

/** A refusal in the words of compliance, where it has any. */
export function useComplianceError(): (refusal: Refusal) => string {
  const t = useTranslations('compliance');
  const general = useErrorText();
  return (refusal) => {
    const { issue, place, id, found, max } = refusal.details;
    const oscal = OSCAL_REFUSALS.find((one) => one === issue);
    const words = { place: String(place), id: String(id), found: String(found), max: Number(max) };
    if (oscal) return t(`import.refusals.${oscal}`, words);
    const known = COMPLIANCE_ISSUES.find((one) => one === issue);
    return known ? t(`issues.${known}`) : general(refusal);
  };
}

/** Gives a verb, tells what came of it and reads the page anew. */
export function useComplianceVerb() {
  const t = useTranslations('compliance');
  const router = useRouter();
  const { show } = useToast();
  const errorText = useComplianceError();
  const [busy, setBusy] = useState(false);
  const give = async (verb: () => Promise<Result<unknown>>, said: string): Promise<boolean> => {
    setBusy(true);
    const result = await verb();
    setBusy(false);
    if (result.ok) show({ title: said });
    else show({ title: t('failed'), detail: errorText(result.error), tone: 'error' });
    // Also after a refusal: somebody else may have been faster.
    router.refresh();
    return result.ok;
  };
  return { give, busy };
}
