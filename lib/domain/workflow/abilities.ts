/** States of an article. */
export const articleStates = ['unpublished', 'published', 'withdrawn', 'redirected'] as const;
export type ArticleState = (typeof articleStates)[number];

/** What happens to an article as a whole. Back to `published` it comes only by a new version. */
export type ArticleEvent = 'withdraw' | 'redirect' | 'rename';

/** The sentence for people who lack the role. */
export const onlyFor = {
  everyone: '',
  editor: 'Only editors can do this. Ask an admin for editor access.',
  reviewer: 'Only reviewers can do this. Ask an admin for reviewer access.',
  admin: 'Only admins can do this.',
} as const;
type Who = keyof typeof onlyFor;

/**
 * Who has an ability. `open`: only while the revision it is asked about is open. `outsider`: not for those in its
 * `contributorIds`; `insider`: for nobody else but admins. `system`: granted to Stet's own robot too; it has nothing that is not granted by name.
 */
export type AbilityRule = {
  readonly who: Who;
  readonly open?: true;
  readonly outsider?: true;
  readonly insider?: true;
  readonly system?: true;
};

/** Everything that is neither an event of a revision nor of an article. */
export const ABILITIES = {
  read_public: { who: 'everyone', system: true },
  /** Report an error on a page, without an account. */
  report_error: { who: 'everyone', system: true },
  answer_report: { who: 'editor' },
  read_desk: { who: 'editor' },
  create_article: { who: 'editor' },
  open_revision: { who: 'editor' },
  read_revision: { who: 'editor', system: true },
  /** Start a new revision with this one's text; of any state, for going on after discard or reject. */
  copy: { who: 'editor' },
  /** Change the revision's name, its why, and the proposed change note and kind: all outside the head hash. */
  describe: { who: 'editor', open: true },
  preview: { who: 'editor', system: true },
  /** Give somebody without an account a link to read a revision, while it is open. */
  share_preview: { who: 'editor', open: true },
  comment: { who: 'editor' },
  /** Settle a thread: for those who wrote the revision and whoever started it, who belongs into `contributorIds` here. */
  resolve_thread: { who: 'editor', insider: true },
  /** Set by when an article is to be looked through again, and who sees to it. */
  care_for_articles: { who: 'editor' },
  manage_sources: { who: 'editor' },
  /** Raise a doubt about a statement or a citation, and end it. */
  flag: { who: 'editor' },
  /** Say whether a source says what a statement says; never of one's own citation. */
  verify_citation: { who: 'reviewer' },
  /** Decide how far a work, a domain or a publisher can be relied on. */
  assess_source: { who: 'reviewer' },
  read_people: { who: 'editor' },
  read_report: { who: 'editor' },
  import: { who: 'editor', system: true },
  export: { who: 'editor' },
  /** End a standing review by hand: the way out when its reviewer cannot answer. */
  dismiss_review: { who: 'admin', open: true },
  /** Take the notice of an imported text away. */
  end_import_notice: { who: 'reviewer' },
  /** Other words for a version's change note; the first ones stay. */
  amend_note: { who: 'reviewer' },
  /** Approve what an emergency published. The publisher and the scheduler belong into `contributorIds` here. */
  review_afterwards: { who: 'reviewer', outsider: true },
  manage_people: { who: 'admin' },
  manage_site: { who: 'admin' },
  read_audit: { who: 'admin' },
  set_policy: { who: 'admin' },
  suppress: { who: 'admin' },
} as const satisfies Record<string, AbilityRule>;
export type Ability = keyof typeof ABILITIES;

type ArticleRule = {
  readonly from: readonly ArticleState[];
  readonly to: ArticleState | 'same';
  readonly who: 'reviewer' | 'admin';
  /** Said in any other state. */
  readonly wrong: string;
};

/** The small table beside the workflow's: what may happen to an article, from where, by whom. */
export const ARTICLE_EVENTS: Record<ArticleEvent, ArticleRule> = {
  withdraw: { from: ['published'], to: 'withdrawn', who: 'admin', wrong: 'Only a published article can be withdrawn.' },
  redirect: {
    from: ['published', 'withdrawn', 'redirected'],
    to: 'redirected',
    who: 'admin',
    wrong: 'Only an article that has been published can be redirected.',
  },
  rename: {
    from: ['unpublished', 'published'],
    to: 'same',
    who: 'reviewer',
    wrong: 'Only an article that is published, or not yet published, can get another address.',
  },
};

/** True for a name in the list of abilities. */
export const isAbility = (action: string): action is Ability => Object.hasOwn(ABILITIES, action);
/** True for a name in the list of events of an article. */
export const isArticleEvent = (action: string): action is ArticleEvent => Object.hasOwn(ARTICLE_EVENTS, action);

/** The closed list of abilities, for tests that walk it. */
export const abilities: readonly Ability[] = Object.keys(ABILITIES).filter(isAbility);
/** The closed list of events of an article. */
export const articleEvents: readonly ArticleEvent[] = Object.keys(ARTICLE_EVENTS).filter(isArticleEvent);

/** Reads a state from the database. Throws on a word that is none: a mistake of ours. */
export function articleStateOf(value: string | undefined): ArticleState {
  const state = articleStates.find((known) => known === value);
  if (!state) throw new Error(`Unknown state of an article: ${value}`);
  return state;
}
