/** Weights of the metrics of CVSS 3.1, section 7.4; 3.0 has the same. PR counts more where the scope changes. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const PRIVILEGES_ACROSS: Readonly<Record<string, number>> = { N: 0.85, L: 0.68, H: 0.5 };

/**
 * The base score of a CVSS 3.0 or 3.1 vector, for reports that give only the vector; `null` for what is none.
 * https://www.first.org/cvss/v3.1/specification-document#7-1-Base-Metrics-Equations
 */
export function baseScoreV3(vector: string): number | null {
  if (!/^CVSS:3\.[01]\//.test(vector)) return null;
  const metrics = new Map(
    vector.split('/').map((part) => [part.slice(0, part.indexOf(':')), part.split(':')[1] ?? '']),
  );
  const scope = metrics.get('S');
  if (scope !== 'U' && scope !== 'C') return null;
  const across = scope === 'C';
  const weigh = (metric: string) => {
    const weights = across && metric === 'PR' ? PRIVILEGES_ACROSS : WEIGHTS[metric];
    const value = metrics.get(metric) ?? '';
    return weights && Object.hasOwn(weights, value) ? (weights[value] ?? Number.NaN) : Number.NaN;
  };
  const missing = 1 - (1 - weigh('C')) * (1 - weigh('I')) * (1 - weigh('A'));
  const impact = across ? 7.52 * (missing - 0.029) - 3.25 * (missing - 0.02) ** 15 : 6.42 * missing;
  const exploitability = 8.22 * weigh('AV') * weigh('AC') * weigh('PR') * weigh('UI');
  const sum = impact + exploitability;
  if (Number.isNaN(sum)) return null;
  return impact <= 0 ? 0 : roundUp(Math.min(across ? 1.08 * sum : sum, 10));
}

/** The smallest number with one decimal that is not less, without the noise of binary fractions (appendix A). */
function roundUp(value: number): number {
  const units = Math.round(value * 100_000);
  return units % 10_000 === 0 ? units / 100_000 : (Math.floor(units / 10_000) + 1) / 10;
}
