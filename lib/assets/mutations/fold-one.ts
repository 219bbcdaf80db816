import type pg from 'pg';
import { holdAssets } from '@/lib/assets/mutations/hold';
import { keepNames, type Teller } from '@/lib/assets/mutations/keep-names';
import { settle } from '@/lib/assets/mutations/settle';
import type { HostLink } from '@/lib/assets/places';
import type { SeenAsset } from '@/lib/assets/seen';
import { poolTransaction } from '@/lib/core/db';
import { log } from '@/lib/core/log';

/** What a teller tells, and the state of it that this is of. */
export type Told = {
  readonly mark: string;
  readonly seen: readonly SeenAsset[];
  readonly links: readonly HostLink[];
};

const FOLDED = 'SELECT mark FROM asset_mark WHERE via = $1 AND via_id = $2';
const MARK = `
  INSERT INTO asset_mark (via, via_id, mark) VALUES ($1, $2, $3)
  ON CONFLICT (via, via_id) DO UPDATE SET mark = excluded.mark`;
const UNMARK = 'DELETE FROM asset_mark WHERE via = $1 AND via_id = $2';

/** What lists say of the product's assets may have changed (lib/lists). */
const COMPARE = "UPDATE drift_state SET due_at = 'epoch' WHERE product_id = $1";

type Tell = (client: pg.ClientBase) => Promise<Told | null>;

/**
 * Keeps what a teller tells by now, in one transaction. Of two workers that see the same work the second finds it done. A
 * null from `tell`: the teller is gone, and so is what it told. The mark has to be read before what it is of: what comes in
 * between is folded by the next run.
 * @returns 1; 0 where it failed, which is logged and holds up nobody else
 */
export function foldOne(teller: Teller, tell: Tell): Promise<0 | 1> {
  return fold(teller, tell).then(
    () => 1 as const,
    (error: unknown) => {
      log().error({ err: error, ...teller }, 'assets cannot be folded');
      return 0 as const;
    },
  );
}

async function fold(teller: Teller, tell: Tell): Promise<void> {
  const { productId, via, viaId } = teller;
  await poolTransaction(async (client) => {
    await holdAssets(client, productId);
    const told = await tell(client);
    const { rows } = await client.query<{ mark: string }>(FOLDED, [via, viaId]);
    if (told && rows[0]?.mark === told.mark) return;
    const touched = await keepNames(client, teller, told?.seen ?? [], told?.links ?? []);
    await settle(client, productId, touched);
    await client.query(COMPARE, [productId]);
    await (told ? client.query(MARK, [via, viaId, told.mark]) : client.query(UNMARK, [via, viaId]));
  });
}
