'use client';

import { Check, Copy } from 'lucide-react';
import { useMessages, useTranslations } from 'next-intl';
import { useState } from 'react';
import { GradeBadge } from '@/components/tls/grade-badge';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { ADVICE_PRODUCTS, type Advice, type AdviceBlock } from '@/lib/tls/advice/types';

type Props = { readonly advice: Advice; readonly byGuide: boolean };

/** The titles of rules, where this edition knows them. */
function useTitles(): (rules: readonly string[]) => string {
  const t = useTranslations('tlsRules');
  const known = useMessages().tlsRules.rules;
  const isRule = (rule: string): rule is keyof typeof known => Object.hasOwn(known, rule);
  return (rules) => rules.flatMap((rule) => (isRule(rule) ? t(`rules.${rule}.title`) : [])).join(', ');
}

/** A configuration that would bring this server to its target, with why each line is there. */
export function ConfigurationAdvice({ advice: { target, reached, beyond, blocks }, byGuide }: Props) {
  const t = useTranslations('tls.advice');
  const titles = useTitles();
  const [product, setProduct] = useState(blocks[0]?.product ?? null);
  if (!byGuide) return <p className="text-muted">{t('notHttps')}</p>;
  const block = blocks.find((one) => one.product === product);
  return (
    <>
      <p className="mb-2 flex flex-wrap items-center gap-2">
        {t('reached', { target })} <GradeBadge letter={reached} />
      </p>
      {beyond.length > 0 && <p className="mb-2 text-partly-ink">{t('beyond', { rules: titles(beyond) })}</p>}
      <Select
        label={t('product')}
        options={blocks.map((one) => ({ value: one.product, label: ADVICE_PRODUCTS[one.product] }))}
        value={product}
        onValueChange={setProduct}
        className="mb-2 w-64"
      />
      {block && <Block key={block.product} block={block} />}
    </>
  );
}

const BOX = 'overflow-x-auto rounded-md bg-sunken p-3 pt-11';

function Block({ block: { lines, product } }: { readonly block: AdviceBlock }) {
  const t = useTranslations('tls.advice');
  const titles = useTitles();
  const [copied, setCopied] = useState(false);
  const numbered = lines.map((line, index) => ({ ...line, number: index + 1 }));
  const copy = async () => {
    await navigator.clipboard.writeText(`${lines.map(({ text }) => text).join('\n')}\n`);
    setCopied(true);
  };
  return (
    <div className="relative">
      <Button size="sm" className="absolute top-2 right-2" onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {t(copied ? 'copied' : 'copy')}
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={ADVICE_PRODUCTS[product]} tabIndex={0} className={BOX}>
        <code className="block w-max min-w-full font-mono text-xs">
          {numbered.map(({ text, rules, number }) => (
            <span key={number} className="block whitespace-pre">
              {text}
              {rules.length > 0 && <span className="ml-4 text-muted">{`# ${titles(rules)}`}</span>}
            </span>
          ))}
        </code>
      </section>
    </div>
  );
}
