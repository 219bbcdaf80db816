import { expect, test } from 'vitest';
import { curlLine, gitlabJob } from '@/lib/imports/pipeline';

const ORIGIN = 'https://lagebild.example';

/** The words of one POSIX command as a shell makes them: of quotes, only double ones; variables stay as they are. */
function words(command: string): string[] {
  const joined = command.replaceAll('\\\n', '');
  return [...joined.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}

type Block = { readonly [key: string]: string | Block | readonly string[] };

/** As much of YAML as the job uses: maps by indentation, plain and double-quoted scalars, lists, `>` folded. */
function readYaml(lines: readonly string[]): Block {
  const block: Record<string, string | Block | readonly string[]> = {};
  const depth = (line: string) => line.search(/\S/);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const match = /^\s*([\w.-]+):(?: (.+))?$/.exec(line);
    if (!match?.[1]) throw new Error(`not a key: ${line}`);
    let end = at + 1;
    while (end < lines.length && depth(lines[end] ?? '') > depth(line)) end += 1;
    const inner = lines.slice(at + 1, end);
    if (match[2] !== undefined) block[match[1]] = scalar(match[2]);
    else block[match[1]] = inner[0]?.trim().startsWith('- ') ? readList(inner) : readYaml(inner);
    at = end;
  }
  return block;
}

function scalar(text: string): string {
  if (text.startsWith('"')) return String(JSON.parse(text));
  // In a plain scalar these would begin a comment or a map.
  if (/ #|: /.test(text) && !text.startsWith('{')) throw new Error(`needs quotes: ${text}`);
  return text;
}

function readList(lines: readonly string[]): string[] {
  const items: string[][] = [];
  for (const line of lines) {
    const item = /^\s*- (.*)$/.exec(line);
    if (item?.[1] !== undefined) items.push([item[1]]);
    else items.at(-1)?.push(line.trim());
  }
  return items.map(([first = '', ...rest]) => (first === '>' ? rest.join(' ') : scalar(first)));
}

test('the line for curl is one command whose token, file and address are one word each', () => {
  expect(words(curlLine(ORIGIN))).toEqual([
    'curl',
    '--fail-with-body',
    '--header',
    'Authorization: Bearer $LAGEBILD_TOKEN',
    '--request',
    'POST',
    '--upload-file',
    'report.json',
    `${ORIGIN}/api/v1/imports?target=api&branch=main`,
  ]);
});

test('the GitLab job signs in to the registry, scans the image and sends the report', () => {
  const job = gitlabJob(ORIGIN);
  expect(job.endsWith('\n') && !job.includes('\t')).toBe(true);
  const { lagebild, ...others } = readYaml(job.trimEnd().split('\n'));
  expect(others).toEqual({});
  expect(lagebild).toEqual({
    stage: 'test',
    image: '{ name: aquasec/trivy:latest, entrypoint: [""] }',
    variables: {
      TRIVY_USERNAME: '$CI_REGISTRY_USER',
      TRIVY_PASSWORD: '$CI_REGISTRY_PASSWORD',
      TRIVY_AUTH_URL: '$CI_REGISTRY',
    },
    script: [
      'trivy image --format json --output report.json "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"',
      expect.stringContaining('wget'),
    ],
  });
});

test('the job sends the report in one command', () => {
  const sending = gitlabJob(ORIGIN).split('- >\n')[1] ?? '';
  expect(words(sending)).toEqual([
    'wget',
    '--quiet',
    '--output-document=-',
    '--header',
    'Authorization: Bearer $LAGEBILD_TOKEN',
    '--header',
    'Idempotency-Key: $CI_JOB_ID',
    '--header',
    'Lagebild-Branch: $CI_COMMIT_REF_NAME',
    '--header',
    'Content-Type: application/octet-stream',
    '--post-file',
    'report.json',
    `${ORIGIN}/api/v1/imports?target=$CI_PROJECT_NAME`,
  ]);
});
