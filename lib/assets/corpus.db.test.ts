import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold, inventory, listed, take } from '@/lib/assets/testing/inventory';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

/** Reports of real tools; set LAGEBILD_CORPUS to its folder. */
const corpus = process.env.LAGEBILD_CORPUS;
const read = (file: string) => readFileSync(join(corpus ?? '', file), 'utf8');

/** What a text says again and again, each once: the first group of the pattern. */
const said = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, one = '']) => one))];

withDatabase();

async function assetsOf(files: readonly string[]): Promise<string[]> {
  const { productId } = await aProduct();
  for (const [minute, file] of files.entries()) await take(productId, read(file), minute);
  await fold();
  return listed(productId);
}

describe.skipIf(!corpus)('of the corpus', () => {
  it.each(['issue4406', 'nmap_multiple_port', 'nmap_script_vulners'])(
    'each open port of Nmap’s %s is an endpoint',
    async (name) => {
      const file = `scans/nmap/${name}.xml`;
      const assets = await assetsOf([file]);
      const open = read(file)
        .split('<port ')
        .filter((part) => part.includes('<state state="open"'))
        .map((part) => `${part.match(/portid="(\d+)"/)?.[1]}/${part.match(/protocol="(\w+)"/)?.[1]}`);
      const endpoints = assets
        .filter((asset) => asset.startsWith('endpoint '))
        .map((asset) => asset.match(/:(\d+\/\w+)/)?.[1]);
      expect(endpoints.toSorted()).toEqual([...new Set(open)].toSorted());
      expect(assets.filter((asset) => asset.startsWith('host '))).toHaveLength(1);
      const [address = ''] = said(read(file), /<address addr="([^"]+)" addrtype="ipv4"/g);
      expect(assets.find((asset) => asset.startsWith('host '))).toContain(address);
    },
  );

  it('each machine of Defender is a host, with an agent where it is onboarded and active', async () => {
    const file = 'events/mde/machines_list_constructed.json';
    const { productId } = await aProduct();
    await take(productId, read(file), 0);
    await fold();
    const machines: { computerDnsName: string; onboardingStatus: string; healthStatus: string }[] = JSON.parse(
      read(file),
    ).value;
    const active = machines.filter((one) => one.onboardingStatus === 'Onboarded' && one.healthStatus === 'Active');
    const hosts = await inventory(productId);
    expect(active.length).toBeGreaterThan(0);
    expect(hosts).toHaveLength(machines.length);
    expect(hosts.filter(({ edr }) => edr === 'met').map(({ key }) => key)).toEqual(
      active.map(({ computerDnsName }) => computerDnsName.toLowerCase()).toSorted(),
    );
  });

  it('images, clusters and resources of clouds are what the tools name', async () => {
    const assets = await assetsOf([
      'scans/trivy/scheme_2_many_vulns.json',
      'scans/kubescape/results.json',
      'scans/prowler/example_output_aws.ocsf.json',
      'scans/tenable/tenable_many_vuln.csv',
    ]);
    expect(assets).toMatchInlineSnapshot(`
      [
        "host 192.167.1.110",
        "host 192.168.1.110",
        "host ip-127-0-0-1.us-west-2.compute.internal",
        "host ip-192-168-1-110.us-west-2.compute.internal",
        "image docker.io/library/teamdojo",
      ]
    `);
  });

  it('are the same when they are worked out again from what was told', async () => {
    const { productId } = await aProduct();
    const lines = read('scans/expected.tsv').trim().split('\n').slice(1);
    const files = lines.flatMap((line) => {
      const [, file = '', findings] = line.split('\t');
      return Number(findings) > 0 && Number(findings) < 500 && !/\.(?:zip|gz)$/.test(file) ? [file] : [];
    });
    for (const [minute, file] of [...new Set(files)].entries())
      await take(productId, read(join('scans', file)), minute);
    await fold();
    const before = await inventory(productId);
    expect(before.length).toBeGreaterThan(300);
    expect(before.filter(({ key }) => /\s|:\/\/|@.*:.*@/.test(key))).toEqual([]);
    await unsafeDb().assetMark.deleteMany();
    await fold();
    expect(await inventory(productId)).toEqual(before);
  }, 300_000);
});
