import { expect } from 'vitest';

import { db } from '@/lib/db/client';
import { bytesOf } from '@/lib/pages/encode';
import { viewAnswer } from '@/lib/pages/answers/view';
import { findArticleById, findManifest, getArticleView, type KnownArticle } from '@/lib/pages/queries/articles';
import { readSite } from '@/lib/pages/queries/site';
import { sha256 } from '@/lib/system/crypto';

/** The page of a version as readers get it now. */
async function pageOf(article: KnownArticle, number: number, at: 'article' | 'version'): Promise<string> {
  const view = await getArticleView(db(), article, number, at);
  if (!view) throw new Error(`Version ${number} has no page`);
  return Buffer.from(bytesOf(await viewAnswer(view, await readSite(db())))).toString('utf8');
}

/** What a version says, without the banner above it. */
const textIn = (page: string) => /<article class="grid">[\s\S]*<\/article>/u.exec(page)?.[0] ?? '';

/**
 * What strangers see of one article is made of its versions alone. Answers what each version says, by number, for comparing later.
 * Throws naming the invariant of workflow.md 4.4 that broke.
 */
export async function checkPublicSide(articleId: string, newest: number): Promise<Map<number, string>> {
  const article = await findArticleById(db(), articleId);
  const stored = await db().livePage.findUnique({ where: { articleId } });
  expect(stored !== null, 'I8: what is live has a page, and nothing else').toBe(article?.liveNumber != null);
  if (!article) return new Map();
  if (stored && article.liveNumber !== null) {
    const bytes = Buffer.from(stored.identity).toString('utf8');
    expect(bytes, 'I8: the stored bytes are those of the live version').toBe(
      await pageOf(article, article.liveNumber, 'article'),
    );
  }
  const said = new Map<number, string>();
  // The oldest and the two newest.
  for (const number of new Set([1, newest - 1, newest].filter((one) => one > 0))) {
    const manifest = await findManifest(db(), articleId, number);
    const row = await db().version.findUniqueOrThrow({ where: { articleId_number: { articleId, number } } });
    expect(sha256(manifest ?? ''), 'I9: facts and citations are inside what is hashed').toBe(row.hash);
    said.set(number, textIn(await pageOf(article, number, 'version')));
  }
  return said;
}
