/**
 * Tools whose own reports Lagebild does not read: their findings as our generic JSON (docs/formats/generic.md), field by
 * field, nothing added.
 */
const SHELLCHECK = { error: 'High', warning: 'Medium', info: 'Low', style: 'Info' };

/** @param text ShellCheck's `--format json1` */
export function fromShellCheck(text, version) {
  const findings = JSON.parse(text).comments.map(({ file, line, column, level, code, message }) => ({
    title: message,
    severity: SHELLCHECK[level],
    kind: 'code',
    rule: `SC${code}`,
    path: file,
    line,
    column,
    references: [`https://www.shellcheck.net/wiki/SC${code}`],
  }));
  return JSON.stringify({ scanner: 'shellcheck', target: 'scripts', version, findings }, null, 2);
}

/** @param text Bandit's `--format json` */
export function fromBandit(text, version) {
  const { generated_at, results } = JSON.parse(text);
  const findings = results.map((result) => ({
    title: result.issue_text,
    severity: result.issue_severity,
    kind: 'code',
    rule: result.test_id,
    path: result.filename,
    line: result.line_number,
    description: `Confidence: ${result.issue_confidence}`,
    references: [result.more_info],
    tags: [result.test_name],
  }));
  return JSON.stringify({ scanner: 'bandit', target: 'settlement', scanned_at: generated_at, version, findings }, null, 2);
}
