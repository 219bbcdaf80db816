import { expect, it } from 'vitest';
import { parseSearch, termText } from '@/lib/events/search/grammar';

it('reads keys, quoted values, negations and free text', () => {
  expect(parseSearch('user:kate process:"bash -c id" -ns:kube-system severity:HIGH "cut off" plain')).toEqual({
    terms: [
      { kind: 'place', place: 'actor', value: 'kate', not: false },
      { kind: 'place', place: 'process', value: 'bash -c id', not: false },
      { kind: 'place', place: 'namespace', value: 'kube-system', not: true },
      { kind: 'severity', atLeast: 3, not: false },
      { kind: 'text', text: 'cut off', not: false },
      { kind: 'text', text: 'plain', not: false },
    ],
    problems: [],
  });
});

it('knows outcomes, classes, techniques and senders', () => {
  expect(parseSearch('outcome:failure class:audit -technique:t1059 sender:cluster-a').terms).toEqual([
    { kind: 'outcome', outcome: 'failure', not: false },
    { kind: 'class', class: 'audit', not: false },
    { kind: 'technique', technique: 'T1059', not: true },
    { kind: 'sender', sender: 'cluster-a', not: false },
  ]);
});

it('knows what shapes make findable besides', () => {
  expect(parseSearch('mfa:missing').terms).toEqual([{ kind: 'also', key: 'mfa', value: 'missing', not: false }]);
});

it('tells what it does not understand and goes on', () => {
  expect(parseSearch('nonsense:1 severity:huge user:kate')).toEqual({
    terms: [{ kind: 'place', place: 'actor', value: 'kate', not: false }],
    problems: [
      { code: 'key', typed: 'nonsense:1', at: 1 },
      { code: 'value', typed: 'severity:huge', at: 12 },
    ],
  });
});

it('says where a quote begins that has no end, and where more stands than is read', () => {
  expect(parseSearch('user:kate "cut off')).toEqual({
    terms: [{ kind: 'place', place: 'actor', value: 'kate', not: false }],
    problems: [{ code: 'quote', typed: '"cut off', at: 11 }],
  });
  const words = Array.from({ length: 21 }, (_, n) => `w${n}`).join(' ');
  expect(parseSearch(words).problems).toEqual([{ code: 'many', typed: 'w20', at: words.indexOf('w20') + 1 }]);
  expect(parseSearch(`${words.slice(0, words.indexOf(' w20'))} `).problems).toEqual([]);
});

it('takes an address with colons as text and a value with colons whole', () => {
  expect(parseSearch('src:10.0.0.1:443 2001:db8::1').terms).toEqual([
    { kind: 'place', place: 'sourceAddress', value: '10.0.0.1:443', not: false },
    { kind: 'text', text: '2001:db8::1', not: false },
  ]);
});

it('ends, whatever is typed', () => {
  for (const typed of ['"', '"""', '-', ':', 'user:', 'user:"', '\\', 'a'.repeat(100_000), '" '.repeat(50_000)])
    expect(parseSearch(typed).terms.length).toBeLessThanOrEqual(20);
});

it('writes a term so that it reads it again', () => {
  for (const value of ['kate', 'bash -c "id"', 'back\\slash and space', 'sh']) {
    const [term] = parseSearch(termText('process', value, true)).terms;
    expect(term).toEqual({ kind: 'place', place: 'process', value, not: true });
  }
});
