import { clip } from '@/lib/imports/parsers/markdown';
import { attribute } from '@/lib/imports/parsers/read-xml';
import type { XmlElement } from '@/lib/imports/parsers/types';
import { childOf, childrenOf, textOf } from '@/lib/imports/parsers/xccdf/element';

/** What a benchmark says of a rule, as far as findings show it. */
export type Rule = {
  readonly title: string;
  readonly severity: string;
  readonly description: string;
  readonly rationale: string;
  readonly fix: string;
  /** CCE, CVE, the number in a STIG. */
  readonly idents: readonly string[];
  readonly links: readonly string[];
};

const LONGEST = 3_000;

/** The rule; what it does not say itself comes from the one that it extends. */
export function ruleOf(element: XmlElement, base: Rule | undefined): Rule {
  const said = (name: string) => clip(textOf(childOf(element, name)), LONGEST);
  const idents = childrenOf(element, 'ident').map(textOf).slice(0, 20);
  const references = childrenOf(element, 'reference').map((reference) => attribute(reference, 'href'));
  return {
    title: said('title') || (base?.title ?? ''),
    severity: attribute(element, 'severity') || (base?.severity ?? ''),
    description: said('description') || (base?.description ?? ''),
    rationale: said('rationale') || (base?.rationale ?? ''),
    fix: said('fixtext') || said('fix') || (base?.fix ?? ''),
    idents: idents.length > 0 ? idents : (base?.idents ?? []),
    links: references.length > 0 ? references.slice(0, 20) : (base?.links ?? []),
  };
}
