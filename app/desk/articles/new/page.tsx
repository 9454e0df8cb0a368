import type { Metadata } from 'next';
import { NewArticle } from '@/components/desk/new-article.client';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Add an article' };

export default async function NewArticlePage() {
  await requireActor();
  return (
    <div className="stack-wide">
      <h1>Add an article</h1>
      <NewArticle />
    </div>
  );
}
