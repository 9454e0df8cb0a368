import { isCiteName } from '@/lib/domain/citation/read/cite-template-type';

/** What is done with a template by its name. */
export type TemplateKind =
  | 'cite'
  | 'short'
  | 'place'
  | 'note'
  | 'notes'
  | 'infobox'
  | 'quote'
  | 'main'
  | 'shown'
  | 'convert'
  | 'date'
  | 'housekeeping'
  | 'unknown';

const named: Readonly<Record<string, TemplateKind>> = Object.fromEntries(
  (
    [
      ['short', 'sfn sfnp sfnm sfn0 harvnb harvp harv harvtxt harvcol harvcolnb harvcoltxt harvard-citation'],
      ['place', 'rp r-p'],
      ['note', 'efn efn-ua efn-lr efn-la efn-lg refn footnote notetag efn-ur'],
      ['notes', 'reflist notelist notelist-ua references refs reflist-talk notefoot refbegin refend ref-list'],
      ['quote', 'quote blockquote quotation cquote bquote rquote'],
      ['main', 'main see-also further details about main-article further-information'],
      [
        'shown',
        'lang transl transliteration nowrap nobr abbr small smaller big sc smallcaps flag flagcountry flagu flagdeco native-name ill interlanguage-link visible-anchor anchor-text ' +
          'nbsp ndash snd spnd mdash ! = pipe bull · sic clear - dash mvar math keypress em strong val formatnum sup sub ref-label center nowraplinks plainlist flatlist ubl unbulleted-list hlist',
      ],
      ['convert', 'convert cvt'],
      ['date', 'start-date end-date birth-date death-date date birth-date-and-age start-date-and-age film-date'],
      [
        'housekeeping',
        'short-description use-dmy-dates use-mdy-dates use-british-english use-american-english use-indian-english good-article featured-article authority-control ' +
          'defaultsort coord portal portal-bar commons-category commonscat sister-project-links wikiquote citation-needed cn fact dubious clarify when by-whom who which whom where update ' +
          'refimprove more-citations-needed cleanup orphan better-source-needed page-needed verification-needed failed-verification unreferenced self-published-inline primary-source-inline ' +
          'primary-sources pov npov dead-link webarchive cbignore update-inline as-of-inline italic-title displaytitle toc-limit toclimit toc-left toc-right expand-section expand-language ' +
          'needs-update full-citation-needed non-primary-source-needed according-to-whom attribution-needed weasel-inline vague specify engvarb good-faith flagicon flag-icon pp-protected pp-semi pp stub redirect-hatnote for other-uses distinguish hatnote cite-check',
      ],
    ] as const
  ).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, TemplateKind] => [name.replaceAll('-', ' '), kind]),
  ),
);

/** The kind of a template of Wikipedia, by its name in lower case; `unknown` ones are kept as text. */
export function kindOf(name: string): TemplateKind {
  const bare =
    name
      .replace(/^template:/u, '')
      .replaceAll('-', ' ')
      .trim() || name;
  if (isCiteName(name)) return 'cite';
  const known = named[bare] ?? named[name];
  if (known !== undefined) return known;
  if (/^(?:infobox|taxobox|geobox)\b/u.test(name)) return 'infobox';
  if (/^(?:lang|langx|transl)-?[a-z]*$/u.test(name)) return 'shown';
  return /(?:^| |-)stub$|^pp-|^use [a-z ]+ english$|^defaultsort:|^displaytitle:/u.test(name)
    ? 'housekeeping'
    : 'unknown';
}
