import type { Hit } from '@/lib/domain/prose/prompts/prompt';

const words = (list: string) =>
  list
    .trim()
    .split(/\s*\n\s*|\s*,\s*/u)
    .join('|');

const offices = words(`
  president, prime minister, minister, foreign minister, government, regime, leader, king, queen, emir, sultan, chancellor, premier,
  ambassador, secretary, speaker, parliament, cabinet, administration, constitution, population, situation, crisis, policy, state,
  status, conflict, war, borders?, ruler, rulers, authorities, head, chairman, chairwoman, director, holder, members?
`);

/** Words whose truth ends one day that they do not name. */
const forms = [
  /(?<!\p{L})(?:currently|presently|nowadays|recently|lately|at present|at the moment|as of now|as of today|as of this writing|at the time of writing|until now|up to now|to this day|to date(?=\s*[.,;)]))(?!\p{L})/giu,
  /(?<!\p{L})(?:in|over|during) (?:recent|the (?:last|past) (?:few|several)|the coming|the last|the past) (?:days|weeks|months|years|decades)(?!\p{L})/giu,
  /(?<!\p{L})(?:this|last|next) (?:week|month|year|decade|century)(?!\p{L})/giu,
  /(?<!\p{L})(?:today|yesterday|tomorrow)(?!\p{L}|['’]s)/giu,
  new RegExp(
    String.raw`(?<=(?<!\p{L})(?:the|its|his|her|their|whose) )current (?:[\p{L}-]+ ){0,3}?(?:${offices})(?!\p{L})`,
    'giu',
  ),
  /(?<=(?<!\p{L})(?:the|its|most) )recent (?:steps?|events?|months|years|talks|visits?|meetings?|decisions?|developments?|attacks?|elections?)(?!\p{L})/giu,
  /(?<=(?<!\p{L})(?:is|are|has|have|remains?|was|were) )still(?= )/giu,
  /(?<=(?<!\p{L})(?:is|are) )now(?= )/giu,
  /(?<=(?<!\p{L})(?:plans?|intends?|is (?:set|expected|due)|are (?:set|expected|due)) to [^.;]{1,80})in the (?:near )?future(?!\p{L})/giu,
];

/** Not about today: within a sentence about the past, "still" and "now" say when of that time. */
const past = /(?<!\p{L})(?:was|were) still$/iu;

/** Words that will be wrong one day although nobody changed them: "currently", "the current president", "in recent months". */
export function timeBoundWords(text: string): Hit[] {
  const hits = forms.flatMap((form) =>
    [...text.matchAll(form)].flatMap(({ 0: said, index }): Hit[] => {
      const to = index + said.length;
      return past.test(text.slice(0, to)) ? [] : [{ from: index, to, said }];
    }),
  );
  return hits.toSorted((a, b) => a.from - b.from);
}
