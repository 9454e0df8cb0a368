import { useEffect, useState } from 'react';
import type { LinkBook, LinkTarget } from '@/components/editor/insert/link-book';
import { send } from '@/components/send';
import { searchTitlesEndpoint } from '@/lib/contract/articles';
import { attributeRules } from '@/lib/domain/prose/schema';
import { slugOf } from '@/lib/domain/slug';

/** An article to link to; `isNew` for a title that no article has. */
export type Target = LinkTarget & { readonly isNew: boolean };

/** "Title|words" as both; the words are empty when the title is to be shown. */
export function titleAsked(query: string): { readonly title: string; readonly words: string } {
  const [title = '', ...words] = query.split('|');
  return { title: title.trim(), words: words.join('|').trim() };
}

/** What the words may lead to: articles found by title, and the title itself as one to be written, once it is known that none has it. */
function targetsFor(query: string, found: readonly LinkTarget[], isAnswered: boolean): readonly Target[] {
  const { title } = titleAsked(query);
  const slug = slugOf(title);
  const known = found.map((target) => ({ ...target, isNew: false }));
  const isKnown = found.some((target) => target.slug === slug);
  const fresh =
    isAnswered && !isKnown && attributeRules.slug(slug) ? [{ slug, title, isLive: false, isNew: true }] : [];
  return [...known, ...fresh];
}

/** Searches while the person types; the last answer stands until the next, and while the server is away. Null asks for nothing. */
export function useTitles(query: string | null, links: LinkBook): readonly Target[] {
  const [answer, setAnswer] = useState<Answer>({ q: '', articles: [] });
  const q = query === null ? null : titleAsked(query).title;
  useEffect(() => {
    if (q === null) return undefined;
    const control = new AbortController();
    const search = async () => {
      try {
        const { articles } = await send(searchTitlesEndpoint, { q }, { signal: control.signal, retries: 0 });
        if (control.signal.aborted) return;
        links.learn(articles);
        setAnswer({ q, articles });
      } catch {
        // Offline one can link to what is typed all the same.
        if (!control.signal.aborted) setAnswer((before) => ({ ...before, q }));
      }
    };
    const timer = setTimeout(() => void search(), 120);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [q, links]);
  if (query === null || q === null) return [];
  const found = answer.articles.filter(({ title }) => matches(title, q));
  return targetsFor(query, found, answer.q === q);
}

type Answer = { readonly q: string; readonly articles: readonly LinkTarget[] };

const matches = (title: string, q: string): boolean =>
  q
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => title.toLowerCase().includes(word));
