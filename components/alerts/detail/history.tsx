import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { alertName } from '@/lib/alerts/rules';
import type { AlertStep, AlertVerdictName } from '@/lib/alerts/types';
import { incidentName } from '@/lib/incidents/priority';

const VERDICT_NAMES: readonly AlertVerdictName[] = ['true_positive', 'benign', 'false_positive', 'ended'];

/** What happened, newest first: who, when, with which words. */
export function AlertHistory({ steps }: { readonly steps: readonly AlertStep[] }) {
  const text = useStepText();
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step) => (
        <li key={step.id} className="border-line border-l-2 pl-3">
          <p>
            {text(step)}{' '}
            <span className="text-muted text-xs">
              <RelativeTime at={step.at} />
            </span>
          </p>
          {step.note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{step.note}</p>}
        </li>
      ))}
    </ol>
  );
}

/** A step in a sentence. Merges are told from both ends: `into` is where it went, `from` what came. */
function useStepText(): (step: AlertStep) => string {
  const t = useTranslations('alerts');
  const format = useFormatter();
  return ({ verb, actorName: name, data }) => {
    const named = (key: string) => alertName(Number(data[key]));
    const known = VERDICT_NAMES.find((one) => one === data.verdict);
    const verdict = known ? t(`verdicts.${known}`) : '';
    switch (verb) {
      case 'closed':
        if (data.with === undefined) return t('history.closed', { name, verdict });
        return t('history.closedWith', { name, verdict, target: named('with') });
      case 'merged':
        if (data.from === undefined) return t('history.merged', { name, target: named('into') });
        return t('history.mergedFrom', { name, target: named('from') });
      case 'separated':
        if (data.from === undefined) return t('history.separated', { name, target: named('into') });
        return t('history.separatedFrom', { name, target: named('from') });
      case 'suppressed':
        return t('history.suppressed', { name, until: format.dateTime(new Date(String(data.until)), 'exact') });
      case 'linked':
      case 'unlinked':
        return t(`history.${verb}`, { name, target: incidentName(Number(data.incident)) });
      default:
        return t(`history.${verb}`, { name });
    }
  };
}
