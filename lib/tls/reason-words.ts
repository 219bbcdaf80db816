import type { ReasonWords } from '@/lib/tls/findings';

/** A reason as scanners speak, in English: "old-tls: versions TLS 1.0". */
export const reasonWords: ReasonWords = ({ rule, params }) => {
  const said = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return { fact: [rule, said.join(', ')].filter((part) => part !== '').join(': '), remedy: '' };
};
