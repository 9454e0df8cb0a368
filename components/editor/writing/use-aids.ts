import { useState } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { type Suggesting, suggestWith } from '@/components/editor/insert/suggest';
import { wantedWith } from '@/components/editor/insert/wanted';
import { Pasting } from '@/components/editor/paste/pasting';

type Options = { readonly number: number; readonly book: CitationBook; readonly links: LinkBook };

/** Keys that are pressed while a list is open at the caret go to it. */
class ListKeys {
  private handler: (event: KeyboardEvent) => boolean = () => false;
  readonly listen = (handler: (event: KeyboardEvent) => boolean): void => {
    this.handler = handler;
  };
  readonly press = (event: KeyboardEvent): boolean => this.handler(event);
}

/** What helps in writing besides the text itself: the list at the caret, links that lead nowhere yet, and pasting. */
export function useAids(options: Options) {
  const [open, setOpen] = useState<Suggesting | null>(null);
  const [made] = useState(() => {
    const keys = new ListKeys();
    const pasting = new Pasting(options);
    const suggest = suggestWith({ onChange: setOpen, onKey: keys.press });
    return { keys, pasting, extensions: [suggest, wantedWith(options.links), pasting.extension] };
  });
  return { open, listen: made.keys.listen, pasting: made.pasting, extensions: made.extensions };
}

export type Aids = ReturnType<typeof useAids>;
