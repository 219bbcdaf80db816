/**
 * The lines `first` to `last` of an excerpt whose lines begin with their numbers ("27     except:", "27: x"), without
 * these; the whole excerpt without numbers where none of it is meant.
 */
export function numberedLines(excerpt: string, first: number | undefined, last: number | undefined): string {
  const lines = excerpt.slice(0, 20_000).split('\n');
  const numbered = lines.map((line) => {
    const [, number, code = ''] = /^(\d{1,7})(?:[:\t]| |$)(.*)$/.exec(line) ?? [];
    return number === undefined ? { number: undefined, code: line } : { number: Number(number), code };
  });
  const wanted = numbered.filter(
    ({ number }) => number !== undefined && first !== undefined && number >= first && number <= (last ?? first),
  );
  return (wanted.length > 0 ? wanted : numbered).map(({ code }) => code).join('\n');
}
