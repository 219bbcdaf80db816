import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { loadRules } from '@/lib/detection/load';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import { tellNewPorts } from '@/lib/imports/mutations/new-ports';
import { runImport } from '@/lib/imports/run';
import { at, send } from '@/lib/imports/testing';

withDatabase();

const port = (number: number) => `<port protocol="tcp" portid="${number}"><state state="open"/></port>`;
const scan = (args: string, ...ports: number[]) =>
  `<nmaprun scanner="nmap" args="nmap ${args}"><host><status state="up" reason="echo-reply"/>
    <address addr="192.0.2.1" addrtype="ipv4"/><ports>${ports.map(port).join('')}</ports></host></nmaprun>`;

/** Imports a scan as the worker does. @returns how many new ports it told of */
async function take(productId: string, report: string, minute: number): Promise<number> {
  const id = await send(ctx(system, at(minute)), productId, report, { scan_at: at(minute) });
  await runImport(ctx(system, at(minute)), id);
  const told = await tellNewPorts(ctx(system, at(minute)), id);
  expect(await tellNewPorts(ctx(system, at(minute)), id)).toBe(0);
  return told;
}

test('a port that the scan before did not find open raises an alert; a first scan and one of other ports do not', async () => {
  const { productId } = await aProduct();
  expect(await take(productId, scan('192.0.2.0/29', 22), 0)).toBe(0);
  expect(await take(productId, scan('192.0.2.0/29', 22), 1)).toBe(0);
  expect(await take(productId, scan('-p 1-65535 192.0.2.0/29', 22, 8080), 2)).toBe(0);
  expect(await take(productId, scan('192.0.2.0/29', 22, 3389), 3)).toBe(1);
  expect(await take(productId, scan('192.0.2.0/29', 22), 4)).toBe(0);
  expect(await take(productId, scan('192.0.2.0/29', 22, 3389), 5)).toBe(1);
  const rules = loadRules();
  while ((await lookAtEvents(rules, at(6))) > 0);
  const alerts = await unsafeDb().alert.findMany({ where: { productId } });
  expect(alerts).toMatchObject([{ rule: 'rule:new-open-port', events: 2, entity: { host: '192.0.2.1' } }]);
  const senders = await unsafeDb().eventSender.findMany({ where: { productId } });
  expect(senders).toMatchObject([{ name: 'lagebild', expectedSeconds: 0 }]);
});
