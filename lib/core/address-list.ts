import { createParser, type SingleParserBuilder } from 'nuqs/server';

/** Longer lists than this are cut: an address is not a place for thousands of ids. */
const LIST_MAX = 100;

/**
 * One item of a list in an address: its comma is written `%2C`. Its percent sign is written `%25`, but only where it
 * would be read as one of these two, so that an address of before reads as it did.
 */
function escapeItem(text: string): string {
  return text.replaceAll(/%(?=25|2C)/gi, '%25').replaceAll(',', '%2C');
}

function unescapeItem(text: string): string {
  return text.replaceAll(/%(25|2C)/gi, (_, code: string) => (code === '25' ? '%' : ','));
}

/** Several values, separated by commas; what `item` does not know is left out. */
export function addressList<T>(item: SingleParserBuilder<T>) {
  return createParser<T[]>({
    parse: (value) =>
      value === ''
        ? []
        : value
            .split(',')
            .flatMap((text) => item.parse(unescapeItem(text)) ?? [])
            .slice(0, LIST_MAX),
    serialize: (values) => values.map((one) => escapeItem(item.serialize(one))).join(','),
    eq: (a, b) => a.length === b.length && a.every((one, index) => one === b[index]),
  }).withDefault([]);
}

/** Such a list, of values that may hold commas. */
export function joinItems(values: readonly string[]): string {
  return values.map(escapeItem).join(',');
}
