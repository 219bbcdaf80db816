import { useTranslations } from 'next-intl';
import { FirstStep } from '@/components/assets/first-step';
import { Snippet } from '@/components/imports/snippet';
import type { FirstStep as Step } from '@/lib/assets/rules';
import { curlLine } from '@/lib/imports/pipeline';

type Props = { readonly origin: string; readonly step: Step };

/** Nothing was imported yet: what to do, for whoever may import also by machine. `origin`: "https://lagebild.example". */
export function FirstUse({ origin, step }: Props) {
  const t = useTranslations('overview.firstUse');
  const imports = useTranslations('imports');
  return (
    <FirstStep step={step} heading="h1">
      {step === 'import' && (
        <>
          <p className="mt-3">{t('byMachine')}</p>
          <div className="text-left text-text">
            <Snippet label={imports('how.curl')}>{curlLine(origin)}</Snippet>
          </div>
        </>
      )}
    </FirstStep>
  );
}
