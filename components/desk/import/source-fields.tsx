import type { ClipboardEvent } from 'react';
import type { Chosen } from '@/components/desk/import/chosen';
import type { Encoding, Format } from '@/lib/contract/imports';

/** What a person pasted: the text, and the form that it is in. */
export type Pasted = { readonly text: string; readonly format: Format };

const accept = '.txt,.md,.markdown,.html,.htm,.xhtml,.docx,.wiki,.wikitext,.mediawiki,.xml';
const pasteFormats: readonly (readonly [Format, string])[] = [
  ['markdown', 'Markdown'],
  ['html', 'HTML, copied from a page'],
  ['wikitext', 'Wikitext'],
  ['seed', 'Stet’s own notation'],
];

/** Chooses one or several files. */
export function FileFields({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  return (
    <div className="field">
      <label htmlFor="file">Files</label>
      <input
        id="file"
        type="file"
        multiple
        accept={accept}
        aria-describedby="file-hint"
        onChange={(event) => onFiles(Array.from(event.target.files ?? []))}
      />
      <span className="hint" id="file-hint">
        Markdown (.md), web pages (.html), Word (.docx), wikitext (.wiki), dumps of MediaWiki (.xml), the notation of
        Stet (.txt). Each file stands or falls by itself.
      </span>
    </div>
  );
}

/** Takes a pasted text. What was copied from a page or a document is pasted with its forms, as HTML. */
export function PasteFields({
  pasted,
  onPasted,
}: {
  readonly pasted: Pasted;
  readonly onPasted: (pasted: Pasted) => void;
}) {
  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const html = event.clipboardData.getData('text/html');
    if (html === '' || pasted.text !== '') return;
    event.preventDefault();
    onPasted({ text: html, format: 'html' });
  }
  return (
    <>
      <div className="field">
        <label htmlFor="pasted">Text</label>
        <textarea
          id="pasted"
          rows={10}
          value={pasted.text}
          onPaste={paste}
          onChange={(event) => onPasted({ ...pasted, text: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="format">It is written in</label>
        <select
          id="format"
          value={pasted.format}
          onChange={(event) => {
            const found = pasteFormats.find(([format]) => format === event.target.value);
            if (found) onPasted({ ...pasted, format: found[0] });
          }}
        >
          {pasteFormats.map(([format, words]) => (
            <option key={format} value={format}>
              {words}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

type EncodingProps = { readonly chosen: Chosen; readonly onEncoding: (encoding: Encoding) => void };

/** Asks what a text that is no UTF-8 is written in, and shows how its words would look. */
export function EncodingFields({ chosen, onEncoding }: EncodingProps) {
  if (chosen.choices.length === 0) return null;
  return (
    <fieldset className="stack">
      <legend>
        <bdi>{chosen.name}</bdi> is not written in UTF-8. Where are the words right?
      </legend>
      {chosen.choices.map(({ encoding, name, lines }) => (
        <label key={encoding} className="stack-tight">
          <span className="choice">
            <input
              type="radio"
              name={`encoding ${chosen.name}`}
              checked={chosen.encoding === encoding}
              onChange={() => onEncoding(encoding)}
            />
            Read as {name}
          </span>
          {lines.map((line, at) => (
            <q key={`${at} ${line}`} dir="auto" className="small muted">
              {line}
            </q>
          ))}
        </label>
      ))}
    </fieldset>
  );
}
