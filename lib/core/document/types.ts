/** A part of a document, in the order in which it is read. Texts are plain; a line break in one stays. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly muted?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A few numbers, large, each under its name. */
  | { readonly kind: 'figures'; readonly label: string; readonly items: readonly Figure[] }
  /** Cells of a row stay on one page: up to 1,000 characters each. */
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Shares of the width, by column; equal unless said. */
      readonly widths?: readonly number[];
    };

export type Figure = { readonly name: string; readonly value: string };

/** What a page or a file is made from, in one language. */
export type PlainDocument = {
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** Under the title: what, whose, when. */
  readonly subtitle: string;
  readonly author: string;
  readonly created: Date;
  readonly blocks: readonly Block[];
  /** At the foot of each page, beside its number. */
  readonly foot: string;
  readonly pageName: (page: number, pages: number) => string;
};
