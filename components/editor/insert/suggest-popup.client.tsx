'use client';

import type { Editor } from '@tiptap/react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fittingItems, type InsertActs } from '@/components/editor/insert/items';
import type { LinkBook } from '@/components/editor/insert/link-book';
import type { Suggesting } from '@/components/editor/insert/suggest';
import { titleAsked, useTitles } from '@/components/editor/insert/use-titles';
import { count } from '@/components/words';

type Option = {
  readonly name: string;
  readonly sign: string;
  readonly label: string;
  readonly help: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
};

type Props = {
  readonly editor: Editor;
  /** Null while no list is open. */
  readonly open: Suggesting | null;
  readonly links: LinkBook;
  readonly acts: InsertActs;
  /** Takes the keys that are pressed in the text while the list is open. */
  readonly listen: (onKey: (event: KeyboardEvent) => boolean) => void;
};

const listId = 'suggestions';

/** The list at the caret: what can be put in, or articles to link to. The caret stays in the text, the list is pointed at from there. */
export function SuggestPopup(props: Props) {
  const { editor, open, listen } = props;
  const options = useOptions(props);
  const [chosen, setChosen] = useState({ from: -1, at: 0 });
  const at = chosen.from === open?.from ? Math.min(chosen.at, Math.max(0, options.length - 1)) : 0;
  useEffect(() =>
    listen((event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!open || options.length === 0 || (!step && !isChoice(event))) return false;
      event.preventDefault();
      if (step) setChosen({ from: open.from, at: (at + step + options.length) % options.length });
      else options[at]?.run();
      return true;
    }),
  );
  const isShown = open !== null && options.length > 0;
  usePointing(editor, isShown ? `${listId}-${at}` : null);
  return (
    <>
      <p role="status" className="visually-hidden">
        {isShown ? `${count(options.length, 'result')}; ${options[at]?.label ?? ''}` : ''}
      </p>
      {isShown && open ? <List editor={editor} from={open.from} options={options} at={at} kind={open.kind} /> : null}
    </>
  );
}

const isChoice = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === 'Tab') && !shiftKey && !ctrlKey && !metaKey;

type ListProps = {
  readonly editor: Editor;
  readonly from: number;
  readonly options: readonly Option[];
  readonly at: number;
  readonly kind: Suggesting['kind'];
};

function List({ editor, from, options, at, kind }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  usePlace(list, editor, from);
  useEffect(() => {
    // Some browsers answer with a promise, which no effect may.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      className="suggestions"
      aria-label={kind === 'insert' ? 'Put in' : 'Articles'}
    >
      {options.map(({ name, sign, label, help, keys, run }, index) => (
        <div
          key={name}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => {
            // The caret stays in the text.
            event.preventDefault();
            run();
          }}
        >
          <span className="sign" aria-hidden="true">
            {sign}
          </span>
          <span>
            <bdi>{label}</bdi> <span className="small muted">{help}</span>
          </span>
          {keys ? <kbd className="small muted">{keys}</kbd> : null}
        </div>
      ))}
    </div>
  );
}

function useOptions({ editor, open, links, acts }: Props): readonly Option[] {
  const found = useTitles(open?.kind === 'article' ? open.query : null, links);
  if (!open) return [];
  const { from, to, query } = open;
  const chain = () => editor.chain().focus().deleteRange({ from, to });
  if (open.kind === 'insert') {
    return fittingItems(query).map(({ run, ...item }) => ({
      ...item,
      run: () => {
        chain().run();
        run(editor, acts);
      },
    }));
  }
  const { words } = titleAsked(query);
  return found.map(({ slug, title, isLive, isNew }) => ({
    ...{ name: `${slug} ${isNew}`, sign: isLive ? '→' : '○', label: title },
    help: isLive ? '' : isNew ? 'Nobody has written it yet: count it as wanted' : 'Not published yet',
    run: () => {
      links.learn([{ slug, title, isLive }]);
      const marks = [{ type: 'articleLink', attrs: { slug } }];
      chain()
        .insertContent({ type: 'text', text: words || title, marks })
        .run();
    },
  }));
}

/** The text field points at the chosen option, so that screen readers read it out. */
function usePointing(editor: Editor, optionId: string | null): void {
  useEffect(() => {
    if (optionId === null || editor.isDestroyed) return undefined;
    const { dom } = editor.view;
    const attributes = { 'aria-controls': listId, 'aria-activedescendant': optionId, 'aria-autocomplete': 'list' };
    for (const [name, value] of Object.entries(attributes)) dom.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(attributes)) dom.removeAttribute(name);
    };
  }, [editor, optionId]);
}

const gap = 6;

/** Under the caret, or over it where there is more room; inside the window, whatever the keyboard leaves of it. */
function put(list: HTMLElement, caret: { readonly left: number; readonly top: number; readonly bottom: number }): void {
  const { width, height } = window.visualViewport ?? { width: window.innerWidth, height: window.innerHeight };
  const below = height - caret.bottom - gap;
  const isBelow = below >= Math.min(list.scrollHeight, 240) || below >= caret.top;
  const room = Math.max(96, (isBelow ? below : caret.top) - 2 * gap);
  list.style.maxHeight = `${Math.min(room, 352)}px`;
  const size = list.getBoundingClientRect();
  list.style.left = `${Math.max(gap, Math.min(caret.left, width - size.width - gap))}px`;
  list.style.top = `${isBelow ? caret.bottom + gap : Math.max(gap, caret.top - size.height - gap)}px`;
}

/** Keeps the list at the caret while the page is scrolled or its size changes. */
function usePlace(list: RefObject<HTMLElement | null>, editor: Editor, from: number): void {
  useLayoutEffect(() => {
    const place = () => {
      const isThere = !editor.isDestroyed && from <= editor.state.doc.content.size;
      if (list.current && isThere) put(list.current, editor.view.coordsAtPos(from));
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  });
}
