import type { Metadata } from 'next';
import { NewArticle } from '@/components/desk/new-article.client';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Add an article' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewArticlePage({ searchParams }: Props) {
  await requireActor();
  const { title } = await searchParams;
  return (
    <div className="stack-wide">
      <h1>Add an article</h1>
      <NewArticle wanted={typeof title === 'string' ? title : ''} />
    </div>
  );
}
