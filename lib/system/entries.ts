import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One thing that answers under `app/`: a page, or one method of a route handler. */
export type Entry = {
  /** `GET` for pages. */
  readonly method: string;
  /** Address with its parameters in braces, route groups left out. */
  readonly path: string;
  readonly file: string;
  /** Name of the endpoint constant that the handler is made from, or empty. */
  readonly endpoint: string;
  /** What makes the handler of it: a command's route, or a read that scripts of other sites may ask for. Empty without an endpoint. */
  readonly made: '' | 'route' | 'read';
  /** Browsers are answered here that ask before a script of another site reads. */
  readonly isOpen: boolean;
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Address of a file under `app/`: `app/(reader)/articles/[slug]/route.ts` is `/articles/{slug}`. */
function addressOf(file: string): string {
  const parts = path.dirname(file).split(path.sep).slice(1);
  const named = parts
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => part.replace(/^\[(?:\.\.\.)?(\w+)\]$/, '{$1}'));
  return `/${named.join('/')}`;
}

/** Every page and every method of every route handler, found by reading the tree. */
export function listEntries(root: string): Entry[] {
  return readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join('app', name))
    .filter((file) => /\/(page\.tsx|route\.tsx?)$/.test(file))
    .toSorted()
    .flatMap((file) => entriesOf(root, file));
}

function entriesOf(root: string, file: string): Entry[] {
  const address = addressOf(file);
  if (file.endsWith('page.tsx')) return [{ method: 'GET', path: address, file, endpoint: '', made: '', isOpen: false }];
  const text = readFileSync(path.join(root, file), 'utf8');
  const isOpen = /export const OPTIONS = allowReading;/.test(text);
  return methods
    .filter((method) => new RegExp(`export (const|(async )?function) ${method}\\b|\\bas ${method}\\b`).test(text))
    .map((method) => {
      const [, maker, endpoint = ''] =
        new RegExp(`export const ${method} =\\s*define((?:Public)?Route|Read)\\(\\s*(\\w+)`).exec(text) ?? [];
      const made = maker === undefined ? '' : maker === 'Read' ? 'read' : 'route';
      return { method, path: address, file, endpoint, made, isOpen };
    });
}
