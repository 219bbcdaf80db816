import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '@/lib/imports/reading/testing';
import { readOpinions } from '@/lib/tls/opinions/read';
import { type Opinion, opinionSchema } from '@/lib/tls/opinions/types';

const read = (content: string | Buffer | object): Promise<Opinion[]> =>
  readOpinions(sourceOf(typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content)));

const own = (name: string) => readFileSync(`lib/imports/parsers/fixtures/${name}`);

describe('SSL Labs', () => {
  const endpoint = {
    ipAddress: '192.0.2.7',
    statusMessage: 'Ready',
    grade: 'T',
    gradeTrustIgnored: 'A',
    hasWarnings: true,
    isExceptional: false,
    details: {
      hostStartTime: 1_893_999_600_000,
      certChains: [{ id: 'x', certIds: ['abc'] }],
      protocols: [
        { id: 769, name: 'TLS', version: '1.0' },
        { id: 771, name: 'TLS', version: '1.2' },
      ],
      heartbleed: true,
    },
  };
  const host = {
    host: 'shop.example',
    port: 443,
    status: 'READY',
    engineVersion: '2.4.1',
    criteriaVersion: '2009r',
    testTime: 1_893_999_600_000,
    endpoints: [endpoint, { ...endpoint, ipAddress: '192.0.2.8', grade: 'B', gradeTrustIgnored: 'B' }],
    certs: [
      {
        id: 'abc',
        subject: 'CN=shop.example',
        notAfter: 1_900_000_000_000,
        keyAlg: 'RSA',
        keySize: 2048,
        sigAlg: 'SHA256withRSA',
        issues: 1,
      },
    ],
  };

  it('gives an opinion for each address', async () => {
    const [first, second, ...others] = await read(host);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      tool: 'ssl-labs',
      version: '2.4.1',
      criteria: '2009r',
      host: 'shop.example',
      port: 443,
      address: '192.0.2.7',
      at: '2030-01-07T07:00:00.000Z',
      grade: 'T',
      gradeTrustIgnored: 'A',
      protocols: ['tls10', 'tls12'],
      certificate: { subject: 'CN=shop.example', key: 'RSA 2048', trusted: false },
      notes: [{ code: 'warnings', detail: '' }],
    });
    expect(first?.weaknesses.map(({ id }) => id)).toContain('heartbleed');
    expect(second).toMatchObject({ address: '192.0.2.8', grade: 'B' });
  });

  it('reads capitalised keys, a list of hosts and a lone endpoint alike', async () => {
    const upper = JSON.stringify([host]).replace(
      /"([a-z])(\w*)":/g,
      (_, first: string, rest: string) => `"${first.toUpperCase()}${rest}":`,
    );
    expect(await read(upper)).toEqual(await read([host]));
    const [lone] = await read(endpoint);
    expect(lone).toMatchObject({
      host: '',
      port: null,
      grade: 'T',
      protocols: ['tls10', 'tls12'],
      at: '2030-01-07T07:00:00.000Z',
    });
    expect(lone?.weaknesses.map(({ id }) => id)).toContain('heartbleed');
  });

  it.each([
    ['DNS', 'unfinished'],
    ['IN_PROGRESS', 'unfinished'],
    ['ERROR', 'failed'],
  ])('a host of status %s has no grade', async (status, code) => {
    const [opinion] = await read({ host: 'shop.example', port: 443, status, statusMessage: 'so it is' });
    expect(opinion).toMatchObject({ grade: null, notes: [{ code, detail: 'so it is' }] });
  });

  it('says that grades alone were asked for', async () => {
    const { details: _, ...bare } = endpoint;
    expect((await read({ ...host, endpoints: [bare] }))[0]).toMatchObject({
      grade: 'T',
      weaknesses: [],
      notes: [{ code: 'no_details' }, { code: 'warnings' }],
    });
  });

  it('finds the endpoint that is wanted among many others', async () => {
    const many = Array.from({ length: 800 }, (_, n) => ({ ...host, host: `h${n}.example`, endpoints: [endpoint] }));
    const wanted = ({ host: name }: Opinion) => name === 'h799.example';
    const found = await readOpinions(sourceOf(JSON.stringify(many)), wanted);
    expect(found.map(({ host: name }) => name)).toEqual(['h799.example']);
  });
});

describe('testssl.sh', () => {
  const line = (id: string, finding: string, severity = 'INFO', ip = 'shop.example/192.0.2.7') => ({
    id,
    ip,
    port: '443',
    severity,
    finding,
  });
  const lines = [
    line('engine_problem', 'No engine', 'WARN', '/'),
    line('SSLv2', 'not offered', 'OK'),
    line('SSLv3', 'offered', 'CRITICAL'),
    line('TLS1_2', 'offered', 'OK'),
    line('TLS1_3', 'offered with final', 'OK'),
    line('cert_keySize', 'EC 256 bits (curve P-256)'),
    line('cert_notAfter', '2027-02-19 19:04'),
    line('cert_chain_of_trust', 'failed (self signed).', 'CRITICAL'),
    line('rating_spec', "SSL Labs's 'SSL Server Rating Guide' (version 2009r from 2025-05-16)"),
    line('overall_grade', 'T', 'CRITICAL'),
    line('grade_cap_reason_1', 'Grade capped to T. Issues with chain of trust', 'INFO'),
  ];

  it('reads the list, of several hosts too', async () => {
    const opinions = await read([...lines, line('TLS1', 'offered', 'LOW', 'other.example/192.0.2.9')]);
    expect(opinions).toHaveLength(2);
    expect(opinions[0]).toMatchObject({
      tool: 'testssl',
      criteria: '2009r',
      host: 'shop.example',
      port: 443,
      address: '192.0.2.7',
      at: null,
      grade: 'T',
      protocols: ['ssl3', 'tls12', 'tls13'],
      certificate: { notAfter: '2027-02-19T19:04:00.000Z', key: 'EC 256 bits (curve P-256)', trusted: false },
      notes: [{ code: 'cap', detail: 'Grade capped to T. Issues with chain of trust' }],
    });
    expect(opinions[0]?.weaknesses.map(({ id }) => id)).toEqual(['SSLv3', 'cert_chain_of_trust']);
    expect(opinions[1]).toMatchObject({ host: 'other.example', grade: null, protocols: ['tls10'], certificate: null });
  });

  it('reads the tree alike', async () => {
    const bare = { id: 'DNS_HTTPS_rrecord', severity: 'INFO', finding: 'skipped' };
    const tree = {
      Invocation: 'testssl.sh shop.example',
      version: '3.3dev 9fdf8028',
      startTime: '1893999600',
      scanResult: [
        bare,
        {
          targetHost: 'shop.example',
          ip: '192.0.2.7',
          port: '443',
          protocols: lines.slice(1, 5),
          serverDefaults: lines.slice(5, 8),
          rating: lines.slice(8),
        },
      ],
    };
    const [fromTree, ...others] = await read(tree);
    const [fromList] = await read(lines);
    expect(others).toEqual([]);
    expect(fromTree).toEqual({ ...fromList, version: '3.3dev', at: '2030-01-07T07:00:00.000Z' });
  });
});

describe('sslyze and sslscan', () => {
  it('reads both forms of sslyze', async () => {
    for (const name of ['sslyze.json', 'sslyze-old.json']) {
      const [opinion] = await read(own(name));
      expect(opinion).toMatchObject({ tool: 'sslyze', grade: null });
      expect(opinion?.host).not.toBe('');
    }
  });

  it('a command that failed was not checked', async () => {
    const [opinion] = await read({
      sslyze_version: '5.1.1',
      server_scan_results: [
        {
          server_location: { hostname: 'shop.example', ip_address: '192.0.2.7', port: 443 },
          connectivity_status: 'COMPLETED',
          scan_result: {
            heartbleed: { status: 'ERROR', error_reason: 'BUG', result: null },
            tls_1_2_cipher_suites: {
              status: 'COMPLETED',
              result: { is_tls_version_supported: true, accepted_cipher_suites: [] },
            },
          },
        },
      ],
    });
    expect(opinion).toMatchObject({
      protocols: ['tls12'],
      weaknesses: [],
      certificate: null,
    });
    expect(opinion?.notes).toEqual([{ code: 'not_checked', detail: 'shop.example: heartbleed' }]);
  });

  it('reads sslscan', async () => {
    const [opinion] = await read(own('sslscan.xml'));
    expect(opinion).toMatchObject({ tool: 'sslscan', grade: null, at: null });
    expect(opinion?.protocols.length).toBeGreaterThan(0);
    expect(opinion?.certificate?.notAfter).not.toBeNull();
  });
});

describe('what is no opinion', () => {
  it.each([
    ['{}', 'unknown_format'],
    ['[]', 'unknown_format'],
    ['[{"host":"a"}]', 'unknown_format'],
    ['{"host":', 'truncated'],
    ['<nmaprun/>', 'unknown_format'],
    ['a,b\n1,2\n', 'unknown_format'],
    [`${'['.repeat(200)}${']'.repeat(200)}`, 'too_deep'],
  ])('%s', async (content, code) => {
    await expect(read(content)).rejects.toMatchObject({ name: 'ReportError', code });
  });
});

const corpus = process.env.LAGEBILD_CORPUS;

describe.skipIf(!corpus)('the corpus', () => {
  const files = (folder: string) =>
    readdirSync(join(corpus ?? '', folder)).map(
      (name) => [name, readFileSync(join(corpus ?? '', folder, name))] as const,
    );
  const expected = corpus
    ? readFileSync(join(corpus, 'tls-reports/expected.tsv'), 'utf8')
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => line.split('\t'))
    : [];

  it('testssl.sh: one host a file, with the grade that it printed', async () => {
    for (const form of ['pretty', 'flat']) {
      for (const [name, bytes] of files(`tls-reports/testssl/${form}`)) {
        const opinions = await read(bytes);
        const printed = expected.find(([id]) => `${id}.json` === name)?.[5];
        expect([name, opinions.map(({ grade }) => grade)]).toEqual([name, [printed]]);
        for (const opinion of opinions) expect(opinionSchema.parse(opinion)).toEqual(opinion);
      }
    }
    for (const [, bytes] of files('tls-reports/testssl/flat-3.0.8')) {
      expect(await read(bytes)).toMatchObject([{ grade: null, protocols: ['tls10', 'tls11', 'tls12', 'tls13'] }]);
    }
  });

  it('SSL Labs: grades of all addresses; what is no assessment is refused', async () => {
    const grades = async (name: string, folder = 'tls-reports/ssllabs') =>
      (await read(readFileSync(join(corpus ?? '', folder, name)))).map(({ grade }) => grade);
    expect(await grades('analyze.json')).toEqual(['B', 'B', 'B']);
    expect(await grades('endpoint.json')).toEqual(['B']);
    expect(await grades('analyze_running.json')).toEqual([null]);
    expect(await grades('ssl_labs_ok_v1.5.0.json', 'scans/ssl_labs')).toEqual(['A+']);
    await expect(grades('info.json')).rejects.toMatchObject({ code: 'unknown_format' });
    await expect(grades('status_codes.json')).rejects.toMatchObject({ code: 'unknown_format' });
  });

  it('sslscan and sslyze: hosts, protocols and weaknesses', async () => {
    const weak = async (folder: string, name: string) =>
      (await read(readFileSync(join(corpus ?? '', folder, name)))).flatMap(({ weaknesses }) =>
        weaknesses.map(({ id }) => id),
      );
    const [j02] = await read(readFileSync(join(corpus ?? '', 'tls-reports/sslscan/j02-ssl3-to-13.xml')));
    expect(j02).toMatchObject({ host: 'j02-ssl3-to-13.tls.test', port: 14_702, version: '2.0.7' });
    expect(j02?.protocols).toEqual(['ssl3', 'tls10', 'tls11', 'tls12', 'tls13']);
    expect(await weak('scans/sslscan', 'sslscan_one_vuln.xml')).toContain('heartbleed');
    expect(await weak('scans/sslyze', 'one_target_many_vuln_old.json')).toContain('heartbleed');
    expect(await read(readFileSync(join(corpus ?? '', 'scans/sslyze/two_targets_many_vuln_new.json')))).toHaveLength(2);
  });
});
