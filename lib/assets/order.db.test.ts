import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endpointAsset, hostAsset } from '@/lib/assets/identity';
import { holdAssets } from '@/lib/assets/mutations/hold';
import { keepNames, type Via } from '@/lib/assets/mutations/keep-names';
import { settle } from '@/lib/assets/mutations/settle';
import type { HostLink } from '@/lib/assets/places';
import type { SeenAsset } from '@/lib/assets/seen';
import { inventory } from '@/lib/assets/testing/inventory';
import { poolTransaction } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { at } from '@/lib/imports/testing';

withDatabase();

const ADDRESSES = ['192.0.2.1', '192.0.2.2', '2001:db8::1'];
const HOSTS = ['a.example', 'b.example'];

type Word = {
  readonly host: string;
  readonly other: string | null;
  readonly port: number | null;
  readonly minute: number;
};
const word: fc.Arbitrary<Word> = fc.record({
  host: fc.constantFrom(...ADDRESSES, ...HOSTS),
  other: fc.option(fc.constantFrom(...ADDRESSES), { nil: null }),
  port: fc.option(fc.constantFrom(22, 443), { nil: null }),
  minute: fc.integer({ min: 0, max: 9 }),
});
type Told = { readonly teller: number; readonly words: readonly Word[] };

const VIAS: readonly Via[] = ['source', 'sender', 'tls'];
/** A teller belongs to one product. */
const aWorld = async () => ({ ...(await aProduct()), tellers: VIAS.map((via) => ({ via, viaId: randomUUID() })) });
type World = Awaited<ReturnType<typeof aWorld>>;

function seenIn({ words }: Told): SeenAsset[] {
  return words.flatMap(({ host, port, minute }) => {
    const names = [hostAsset(host), port === null ? null : endpointAsset(host, port)];
    return names.flatMap((name) => (name ? [{ ...name, firstAt: at(minute), lastAt: at(minute) }] : []));
  });
}

function linksIn({ words }: Told): HostLink[] {
  return words.flatMap(({ host, other }) => (HOSTS.includes(host) && other !== null ? [{ address: other, host }] : []));
}

/** Senders add to what they said, all others say everything they know. */
async function tell({ productId, tellers }: World, told: Told): Promise<void> {
  const found = tellers[told.teller];
  if (!found) throw new Error('no such teller');
  const { via, viaId } = found;
  await poolTransaction(async (client) => {
    await holdAssets(client, productId);
    const teller = { productId, via, viaId, whole: via !== 'sender' };
    await settle(client, productId, await keepNames(client, teller, seenIn(told), linksIn(told)));
  });
}

const shown = async (productId: string) =>
  (await inventory(productId)).map((asset) => ({
    key: asset.key,
    names: asset.names.map(({ key, sightings }) => ({
      key,
      told: sightings.map(({ via, firstSeenAt, lastSeenAt }) => [via, firstSeenAt, lastSeenAt]),
    })),
    sums: [asset.firstSeenAt, asset.lastSeenAt, asset.scan, asset.edr, asset.backup, asset.tls],
  }));

it('the same words in any order, said once or again, make the same assets', async () => {
  const words = fc.array(word, { maxLength: 4 });
  const all = fc.tuple(words, words, words).map((each) => each.map((said, teller) => ({ teller, words: said })));
  const orders = fc.tuple(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), fc.array(fc.nat(2), { maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(all, orders, async (told, [order, again]) => {
      const [one, other] = [await aWorld(), await aWorld()];
      for (const part of told) await tell(one, part);
      for (const n of [...again, ...order]) {
        const part = told[n];
        if (part) await tell(other, part);
      }
      expect(await shown(other.productId)).toEqual(await shown(one.productId));
    }),
    { numRuns: 25 },
  );
}, 120_000);

it('what one teller takes back is as if it had never been said', async () => {
  const words = fc.array(word, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(words, words, async (kept, taken) => {
      const [one, other] = [await aWorld(), await aWorld()];
      await tell(one, { teller: 0, words: kept });
      await tell(other, { teller: 2, words: taken });
      await tell(other, { teller: 0, words: kept });
      await tell(other, { teller: 2, words: [] });
      expect(await shown(other.productId)).toEqual(await shown(one.productId));
    }),
    { numRuns: 25 },
  );
}, 120_000);
