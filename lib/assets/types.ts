/** What the scope filter offers: names of what a person may see, nothing else. */
export type ScopeChoices = {
  readonly teams: readonly { readonly slug: string; readonly name: string }[];
  readonly products: readonly { readonly slug: string; readonly name: string; readonly team: string }[];
};
