import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { sarif } from '@/lib/imports/parsers/sarif';
import { fixture, fixtureText, readText, varied } from '@/lib/imports/parsers/testing';

const { facts, findings, skipped } = await readText(sarif, fixtureText('sarif.json'));
const [sql, styleA, styleB, hash, rejected, web, secret, dependency] = findings;

describe('SARIF', () => {
  it('knows its reports, with results and without', () => {
    expect(sarif.recognise(fixture('sarif.json'))).toBe(1);
    expect(sarif.recognise({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [] }] })).toBe(1);
    expect(sarif.recognise({ version: '2.1.0', runs: [] })).toBeGreaterThan(0.5);
    expect(sarif.recognise({ version: '1.0.0', runs: [{ tool: { name: 'x' } }] })).toBe(0);
    expect(sarif.recognise({ runs: 1 })).toBe(0);
  });

  it('tells the branch that all of its runs agree on, and the image that Trivy names', () => {
    const run = (branch: string) => ({ tool: { driver: { name: 'x' } }, versionControlProvenance: [{ branch }] });
    const factsOf = (...runs: Json[]) => sarif.open({ runs }).facts;
    expect(factsOf(run('refs/heads/dev'), run('dev')).branch).toBe('dev');
    expect(factsOf(run('main'), run('dev')).branch).toBeUndefined();
    const image = { tool: { driver: { name: 'Trivy' } }, properties: { imageName: 'shop/api:1.2' } };
    expect(factsOf(image)).toMatchObject({ target: 'shop/api', image: 'shop/api:1.2', branch: undefined });
  });

  it('tells tool, target and time', () => {
    expect(facts).toEqual({
      scanner: 'picoscan',
      target: 'https://git.example/shop',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '3.1.4',
    });
  });

  it('takes everything of a result and its rule', () => {
    expect(sql).toMatchObject({
      kind: 'code',
      title: 'Query built from user input',
      severity: 4,
      severityReported: 'security-severity 9.1',
      ruleId: 'js/sql',
      cwe: [89],
      location: { path: 'src/db layer/query.js', line: 15, endLine: 16, column: 9, symbol: 'shop.load' },
      references: ['https://pico.example/rules/sql'],
      tags: ['injection'],
      identity: ['picoscan', 'js/sql', 'src/db layer/query.js', 'primaryLocationLineHash=39fa2ee980eb94b0:1'],
    });
    expect(sql?.description).toBe(
      [
        'Value of id reaches {query} here',
        "```\ndb.query('select ' + id)\n```",
        'Whoever sends the request writes the query.',
        'Use **parameters**.',
      ].join('\n\n'),
    );
  });

  it('reads ./a and a as the same place', async () => {
    const plain = fixtureText('sarif.json');
    const dotted = plain.replace('"uri": ".env"', '"uri": "./.env"').replace('"lib/hash.js"', '"././lib/hash.js"');
    const places = async (report: string) =>
      (await readText(sarif, report)).findings.map(({ location, identity }) => ({ location, identity }));
    expect(dotted.length).toBe(plain.length + 6);
    expect(await places(dotted)).toEqual(await places(plain));
  });

  it('makes a finding of each place, told apart without their lines', () => {
    expect([styleA?.location, styleB?.location]).toEqual([
      { path: 'src/a.js', line: 3 },
      { path: 'src/a.js', line: 8 },
    ]);
    expect(styleA).toMatchObject({ severity: 0, severityReported: 'note', cwe: [697] });
    expect(styleA?.identity.at(-1)).toBe('1');
    expect(styleB?.identity.at(-1)).toBe('2');
  });

  it('finds rules of extensions, files by index and shared messages', () => {
    expect(hash).toMatchObject({
      title: 'Weak hash',
      ruleId: 'pack/weak-hash',
      severity: 3,
      location: { path: 'lib/hash.js' },
    });
    expect(hash?.description).toBe('Shared md5');
  });

  it('leaves out and counts what is suppressed, passed or gone', () => {
    expect(skipped.map((item) => item.skipped)).toEqual(['suppressed', 'passed', 'resolved']);
    expect(rejected?.description).toContain('b');
  });

  it('reads places on the web', () => {
    expect(web).toMatchObject({
      kind: 'web',
      location: { url: 'https://shop.example/cart?id=7' },
      identity: ['picoscan', 'headers', '', 'https://shop.example/cart?id', ''],
    });
  });

  it('never keeps a secret', () => {
    expect(secret).toMatchObject({
      kind: 'secret',
      title: 'AWS key',
      identity: ['aws-key', '.env', sha256('not-a-real-secret-0000')],
    });
    expect(JSON.stringify(secret)).not.toContain('not-a-real-secret');
    expect(secret?.raw).toContain('.env');
  });

  it('never keeps a secret that lies on the web either', async () => {
    const region = { startLine: 1, snippet: { text: 'not-a-real-secret-0001' } };
    const physicalLocation = { artifactLocation: { uri: 'https://shop.example/app.js' }, region };
    const results = [{ ruleId: 'token', message: { text: 'A token' }, locations: [{ physicalLocation }] }];
    const report = { version: '2.1.0', runs: [{ tool: { driver: { name: 'gitleaks' } }, results }] };
    const read = await readText(sarif, JSON.stringify(report));
    expect(read.findings).toMatchObject([{ kind: 'secret', location: { path: 'https://shop.example/app.js' } }]);
    expect(JSON.stringify(read)).not.toContain('not-a-real-secret');
  });

  it('reads packages out of messages', () => {
    expect(dependency).toMatchObject({
      kind: 'dependency',
      severity: 3,
      ids: ['CVE-2030-12345'],
      fixVersion: '1.2.4-1',
      fixAvailable: true,
      location: { packageName: 'libpico1', packageVersion: '1.2.3-1' },
      tags: ['vulnerability'],
    });
    expect(dependency?.identity.at(-1)).toBe('CVE-2030-12345');
  });

  it('stays the same finding while lines and prose change', () => {
    varied(sarif, fixture('sarif.json'), 'runs.0.results.0', {
      same: [
        'locations.0.physicalLocation.region.startLine',
        'locations.0.physicalLocation.region.snippet.text',
        'partialFingerprints.primaryLocationStartColumnFingerprint',
        'message.arguments.0',
      ],
      other: [
        'partialFingerprints.primaryLocationLineHash',
        'ruleId',
        'locations.0.physicalLocation.artifactLocation.uri',
      ],
    });
  });
});
