import { at, type Json, type JsonObject, object, objects, text } from '@/lib/core/json';
import { packageOfPurl } from '@/lib/imports/parsers/normalise';

/** A product of an advisory: a package where it has a package URL, else what its vendor calls it. */
export type CsafProduct = {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** The product that this one is a part of. */
  readonly platform: string;
};

type Branch = { readonly node: Json; readonly vendor: string; readonly product: string; readonly version: string };

/** The products of `product_tree` (CSAF 2.0, 3.2.2) by their ids. */
export function productsOf(tree: Json | undefined): Map<string, CsafProduct> {
  const products = new Map<string, CsafProduct>();
  for (const full of objects(tree, 'full_product_names')) products.set(text(full, 'product_id'), productOf(full));
  addBranches(tree, products);
  for (const relationship of objects(tree, 'relationships')) {
    const full = object(relationship, 'full_product_name');
    const part = products.get(text(relationship, 'product_reference'));
    const platform = products.get(text(relationship, 'relates_to_product_reference'));
    if (!full) continue;
    const own = part ?? productOf(full);
    products.set(text(full, 'product_id'), { ...own, platform: platform?.name ?? '' });
  }
  return products;
}

/** Branches nest: vendor, product, version, architecture; versions are no part of what a product is. */
function addBranches(tree: Json | undefined, products: Map<string, CsafProduct>): void {
  const left: Branch[] = objects(tree, 'branches').map((node) => ({ node, vendor: '', product: '', version: '' }));
  for (let next = left.pop(); next; next = left.pop()) {
    const branch = named(next);
    const product = object(branch.node, 'product');
    if (product) products.set(text(product, 'product_id'), productOf(product, branch));
    for (const node of objects(branch.node, 'branches')) left.push({ ...branch, node });
  }
}

function named(branch: Branch): Branch {
  const name = text(branch.node, 'name');
  switch (text(branch.node, 'category')) {
    case 'vendor':
      return { ...branch, vendor: name };
    case 'product_family':
    case 'product_name':
      return { ...branch, product: name };
    case 'product_version':
    case 'product_version_range':
    case 'patch_level':
    case 'service_pack':
      return { ...branch, version: name };
    default:
      return branch;
  }
}

function productOf(full: JsonObject, branch?: Branch): CsafProduct {
  const helper = object(full, 'product_identification_helper');
  const purls = at(helper, 'purls', 0);
  const purl = typeof purls === 'string' ? purls : text(helper, 'purl');
  const known = packageOfPurl(purl);
  if (known) return { ...known, version: known.version || (branch?.version ?? ''), purl, platform: '' };
  const name = branch?.product ? [branch.vendor, branch.product].filter((part) => part !== '').join(' ') : '';
  return { name: name || text(full, 'name'), version: branch?.version ?? '', purl: '', platform: '' };
}

/** The product ids of a list such as `product_status.known_affected`. */
export function productIds(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}

/** An entry of a vulnerability (a score, a threat, a remedy) with the products that it speaks of; without a list, of all. */
export type Scoped = { readonly entry: JsonObject; readonly products: ReadonlySet<string> | undefined };

export function scoped(entries: readonly JsonObject[], field: 'products' | 'product_ids'): Scoped[] {
  return entries.map((entry) => {
    const named = at(entry, field);
    return { entry, products: named === undefined ? undefined : new Set(productIds(named)) };
  });
}

/** The entries that speak of a product. */
export function about(entries: readonly Scoped[], id: string): JsonObject[] {
  return entries.flatMap(({ entry, products }) => (products === undefined || products.has(id) ? [entry] : []));
}
