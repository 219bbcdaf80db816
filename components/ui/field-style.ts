/** The look of everything that takes text or a choice. */
export const FIELD =
  'h-control w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-text placeholder:text-muted ' +
  'disabled:opacity-50 aria-invalid:border-missed focus-visible:outline-offset-0';

/** The look of a list that opens: menu, select, combobox. */
export const POPUP =
  'z-50 max-h-(--available-height) overflow-y-auto rounded-lg border border-line bg-surface p-1 text-text shadow-lg ' +
  'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const POPUP_ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 select-none outline-none ' +
  'data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';
