'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** Text to paste into a terminal or a file. */
export function Snippet({ label, children }: { readonly label: string; readonly children: string }) {
  const t = useTranslations('imports.how');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(children);
    setCopied(true);
  };
  return (
    <div className="my-2 flex items-start gap-2 rounded-md max-sm:flex-col border border-line bg-sunken p-3">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto max-sm:w-full"
      >
        <pre className="font-mono text-sm">{children}</pre>
      </section>
      <Button size="sm" onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        <span role="status">{copied ? t('copied') : t('copy')}</span>
      </Button>
    </div>
  );
}
