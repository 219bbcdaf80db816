/** Namespace prefixes as the tools write them: none, SCC and NIST, OpenSCAP since 1.3. */
const PREFIXES = ['', 'cdf:', 'xccdf:', 'xccdf-1.2:', 'xccdf-1.1:'];
const COLLECTIONS = ['', 'arf:'];
const STREAMS = ['', 'ds:'];
/** Groups within groups; the SCAP Security Guide has six. */
const DEPTH = 12;

function inCollection(part: (arf: string) => string): string[] {
  return COLLECTIONS.map((arf) => `${arf}asset-report-collection/${part(arf)}`);
}

function benchmarks(prefix: string): string[] {
  const streams = STREAMS.flatMap((stream) =>
    inCollection(
      (arf) =>
        `${arf}report-requests/${arf}report-request/${arf}content/` +
        `${stream}data-stream-collection/${stream}component/${prefix}Benchmark`,
    ),
  );
  const bare = inCollection((arf) => `${arf}report-requests/${arf}report-request/${arf}content/${prefix}Benchmark`);
  return [`${prefix}Benchmark`, ...streams, ...bare, ...reported(prefix)];
}

/** Some put the benchmark with its results into the report. */
function reported(prefix: string): string[] {
  return inCollection((arf) => `${arf}reports/${arf}report/${arf}content/${prefix}Benchmark`);
}

/** Where rules stand: in the benchmark and in its groups. */
export const RULES: readonly string[] = PREFIXES.flatMap((prefix) =>
  benchmarks(prefix).flatMap((benchmark) =>
    Array.from({ length: DEPTH + 1 }, (_, depth) => `${benchmark}/${`${prefix}Group/`.repeat(depth)}${prefix}Rule`),
  ),
);

/** Where results stand: in the benchmark, alone, or in the reports of a collection. */
export const RESULTS: readonly string[] = PREFIXES.flatMap((prefix) => {
  const result = `${prefix}TestResult/${prefix}rule-result`;
  return [
    `${prefix}Benchmark/${result}`,
    ...reported(prefix).map((benchmark) => `${benchmark}/${result}`),
    result,
    ...inCollection((arf) => `${arf}reports/${arf}report/${arf}content/${result}`),
  ];
});

/** Where the host of the results stands. */
export const TARGETS: readonly string[] = RESULTS.map((path) => path.replace(/rule-result$/, 'target'));
