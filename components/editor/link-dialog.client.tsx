'use client';

import type { Editor } from '@tiptap/react';
import { AskDialog } from '@/components/editor/ask-dialog.client';
import { safeHref } from '@/lib/domain/prose/address';

type Props = { readonly editor: Editor; readonly onClose: () => void };

/** Asks where the selected words lead: an https address, or /articles/… for another article. */
export function LinkDialog({ editor, onClose }: Props) {
  const isNowhere = editor.state.selection.empty && addressAt(editor) === '';
  return (
    <AskDialog
      title={isNowhere ? 'Link: select the words first' : 'Link'}
      label="Address"
      initial={addressAt(editor)}
      confirm="Link the words"
      remove="Remove the link"
      onConfirm={(address) => linkTo(editor, address)}
      onRemove={() => editor.commands.unlink()}
      onClose={() => closeTo(editor, onClose)}
    />
  );
}

/** Asks who said the quotation at the caret. */
export function SpeakerDialog({ editor, onClose }: Props) {
  const speaker: unknown = editor.getAttributes('quotation')['speaker'];
  return (
    <AskDialog
      title="Who said it"
      label="Name, as readers see it under the quotation"
      initial={typeof speaker === 'string' ? speaker : ''}
      confirm="Name the speaker"
      remove="Leave the name out"
      onConfirm={(name) => (editor.commands.setSpeaker(name) ? '' : 'Enter a name of at most 200 characters.')}
      onRemove={() => editor.commands.setSpeaker('')}
      onClose={() => closeTo(editor, onClose)}
    />
  );
}

function linkTo(editor: Editor, address: string): string {
  const { selection } = editor.state;
  const chain = editor.chain();
  // Inside a link the whole link is meant, not the caret.
  if (selection.empty) chain.extendMarkRange('link').extendMarkRange('articleLink').run();
  if (editor.state.selection.empty) return 'Select the words that shall lead there, then link them.';
  const slug = /^\/?articles\/([^/?#]+)$/.exec(address)?.[1];
  if (slug ? editor.commands.linkToArticle(slug) : safeHref(address) && editor.commands.linkTo(address)) return '';
  return 'Enter an address that begins with https://, or /articles/ and the article’s address.';
}

function closeTo(editor: Editor, onClose: () => void): void {
  onClose();
  editor.view.focus();
}

function addressAt(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  const slug: unknown = editor.getAttributes('articleLink')['slug'];
  if (typeof href === 'string') return href;
  return typeof slug === 'string' ? `/articles/${slug}` : '';
}
