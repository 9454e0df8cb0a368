import { articlePath } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import type { AnswerMaker } from '@/lib/pages/answer';
import { articleAt, isAnswer } from '@/lib/pages/answers/article';
import { jsonAnswer } from '@/lib/pages/answers/exports';
import { readChain, readContents } from '@/lib/pages/queries/chain';
import { newestOf } from '@/lib/pages/queries/versions';
import { dispositionOf } from '@/lib/system/disposition';
import { recordFile, writeJson } from '@/lib/transfer/formats/article-json';

/** `/articles/[slug]/record.json`: all versions with all their texts, for ever, whatever became of the article. */
export const recordAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/record.json');
  if (isAnswer(article)) return article;
  const { id, slug } = article;
  const newest = (await newestOf(db(), id))?.number ?? 0;
  const chain = await readChain(db(), id, newest);
  const contents = await readContents(db(), chain.contents.flat());
  const address = request.site.origin + articlePath(slug);
  const file = recordFile({ chain: chain.texts, contents }, { slug, address, hashes: chain.hashes });
  return jsonAnswer(writeJson(file), { 'content-disposition': dispositionOf('inline', `${slug}-record.json`) });
};
