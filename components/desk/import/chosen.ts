import type { SendInput } from '@/components/send';
import { base64Of, encodingChoices, isText, type EncodingChoice } from '@/components/desk/import/encodings';
import type { Encoding, Format, importEndpoint } from '@/lib/contract/imports';
import { limits } from '@/lib/contract/limits';

/** A file or a pasted text that a person wants to import. `choices` is filled where its encoding has to be chosen. */
export type Chosen = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format?: Format;
  readonly choices: readonly EncodingChoice[];
  readonly encoding: Encoding | null;
};

/** What is asked for all files together. `target` is the title of an article. */
export type Target = {
  readonly as: 'auto' | 'article' | 'revision';
  readonly articleId: string | null;
  readonly title: string;
};

/** A file of the disk with its bytes. */
export async function chosenFile(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const choices = isText(file.name) ? encodingChoices(bytes) : [];
  return { name: file.name, bytes, choices, encoding: null };
}

/** A pasted text in the form that a person says it has. */
export function chosenText(text: string, format: Format, title: string): Chosen {
  const name = title.trim() === '' ? 'Pasted text' : title.trim().slice(0, 180);
  return { name, format, bytes: new TextEncoder().encode(text), choices: [], encoding: null };
}

/** Why this cannot be sent, or null. */
export function faultOf({ name, bytes, choices, encoding }: Chosen): string | null {
  if (bytes.length === 0) return `${name} is empty.`;
  if (bytes.length > limits.importFileBytes) {
    return `${name} has ${bytes.length.toLocaleString('en')} bytes; ${limits.importFileBytes.toLocaleString('en')} is the most. Larger dumps are imported on the command line.`;
  }
  return choices.length > 0 && encoding === null ? `Choose what ${name} is written in.` : null;
}

/** What is sent for one of them. */
export function inputOf(chosen: Chosen, target: Target): SendInput<(typeof importEndpoint)['input']> {
  const { name, bytes, format, encoding } = chosen;
  const title = target.title.trim();
  return {
    fileName: name,
    base64: base64Of(bytes),
    as: target.as,
    ...(format === undefined ? {} : { format }),
    ...(encoding === null ? {} : { encoding }),
    ...(title === '' ? {} : { title }),
    ...(target.as === 'revision' && target.articleId !== null ? { articleId: target.articleId } : {}),
  };
}
