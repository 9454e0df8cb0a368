/**
 * What Stet promises about revisions, reviews and versions, written a second time from workflow.md and in the plainest way:
 * no import of the rules that it judges. One article with two sections; texts are words, a head is the pair of its texts.
 * `lib/proof/histories/model.test.ts` runs batches of commands at once against the real ones and asks for an order that explains them.
 */
export const people = ['amal', 'yusuf', 'jonas', 'nora', 'rosa'] as const;
export type Person = (typeof people)[number];
export type Role = 'editor' | 'reviewer' | 'admin';
export const sections = ['lead', 'history'] as const;
export type SectionName = (typeof sections)[number];
export type Texts = Readonly<Record<SectionName, string>>;

/** What a person had on screen when they acted. The rules look at the texts; the real commands are sent the hash of them. */
export type Seen = {
  readonly texts: Texts;
  readonly seqs: Readonly<Record<SectionName, number>>;
  readonly headHash: string;
  /** Hashes of the texts, for approving one of them. */
  readonly hashes: Readonly<Record<SectionName, string>>;
  /** Number of the version that was live. */
  readonly live: number;
};
type OnRevision = { readonly who: Person; readonly revision: number; readonly seen: Seen };
export type Command =
  | { readonly does: 'open'; readonly who: Person }
  | { readonly does: 'restore'; readonly who: Person; readonly version: number }
  | ({ readonly does: 'save'; readonly section: SectionName; readonly text: string } & OnRevision)
  | ({ readonly does: 'rebase'; readonly text: string } & OnRevision)
  | ({ readonly does: 'dismiss'; readonly reviewer: Person } & OnRevision)
  | ({ readonly does: 'approve_section'; readonly section: SectionName } & OnRevision)
  | ({ readonly does: RevisionVerb } & OnRevision)
  /** `isMissed`: more than an hour after its time. */
  | { readonly does: 'fire'; readonly revision: number; readonly isMissed: boolean }
  | { readonly does: 'role'; readonly whose: Person; readonly role: Role }
  | { readonly does: 'withdraw'; readonly who: Person };
export const revisionVerbs = [
  'submit',
  'approve',
  'request_changes',
  'recall',
  'schedule',
  'unschedule',
  'publish',
  'emergency_publish',
  'discard',
  'reject',
] as const;
export type RevisionVerb = (typeof revisionVerbs)[number];

/** What a standing verdict says: a request for changes, or what is approved by it as it is. */
type Verdict = 'request_changes' | readonly ('whole' | SectionName)[];
export type RevisionModel = {
  readonly state: string;
  /** Number of the version it is based on. */
  readonly base: number;
  readonly texts: Texts;
  readonly wrote: readonly Person[];
  /** The standing verdicts of each reviewer, oldest first: one, or several approvals of sections. */
  readonly verdicts: Readonly<Partial<Record<Person, readonly Verdict[]>>>;
  /** Sequence numbers as last read; `moved` after a write in this batch, `unknown` where a rebase may have raised it. */
  readonly seqs: Readonly<Record<SectionName, number | 'moved' | 'unknown'>>;
  /** Opened to end the withdrawal that stands now. */
  readonly bringsBack: boolean;
  /** Who made the last schedule. */
  readonly scheduler: Person | null;
};
export type World = {
  readonly roles: Readonly<Record<Person, Role>>;
  readonly quorum: number;
  readonly isWithdrawn: boolean;
  /** Texts of version 1, 2, …; the last is live. */
  readonly versions: readonly Texts[];
  readonly revisions: readonly RevisionModel[];
};

/** What may come of a command: the world after it was accepted (null: it must be refused), and whether it may be refused. */
export type Step = { readonly accepted: World | null; readonly mayRefuse: boolean };
const refuse: Step = { accepted: null, mayRefuse: true };
const accept = (accepted: World): Step => ({ accepted, mayRefuse: false });

const sameTexts = (a: Texts, b: Texts) => sections.every((name) => a[name] === b[name]);
const isReviewer = (world: World, who: Person) => world.roles[who] !== 'editor';
const live = (world: World) => world.versions.length;
const textsOf = (world: World, version: number): Texts => world.versions[version - 1] ?? { lead: '', history: '' };
const isOver = ({ state }: RevisionModel) => ['published', 'discarded', 'rejected'].includes(state);
const withRevision = (world: World, index: number, next: RevisionModel): World => ({
  ...world,
  revisions: world.revisions.map((revision, at) => (at === index ? next : revision)),
});
/** The verdicts that `kept` leaves something of. */
const afterLoss = (verdicts: RevisionModel['verdicts'], kept: (who: Person, verdict: Verdict) => Verdict | null) =>
  Object.fromEntries(
    people.flatMap((who) => {
      const left = (verdicts[who] ?? []).flatMap((verdict) => {
        const rest = kept(who, verdict);
        return rest === null || rest.length === 0 ? [] : [rest];
      });
      return left.length > 0 ? [[who, left]] : [];
    }),
  );
const without = (verdicts: RevisionModel['verdicts'], drop: (who: Person) => boolean) =>
  afterLoss(verdicts, (who, verdict) => (drop(who) ? null : verdict));
const noApprovals = (verdicts: RevisionModel['verdicts']) =>
  afterLoss(verdicts, (_, verdict) => (verdict === 'request_changes' ? verdict : null));
const changedIn = (world: World, { texts, base }: Pick<RevisionModel, 'texts' | 'base'>) =>
  sections.filter((name) => texts[name] !== textsOf(world, base)[name]);

/** Nobody who may review now requests changes; enough who may, and wrote nothing, approve the whole or each changed section. */
function hasQuorum(world: World, revision: RevisionModel): boolean {
  const standing = people.filter((who) => isReviewer(world, who));
  if (standing.some((who) => revision.verdicts[who]?.includes('request_changes'))) return false;
  const count = (part: SectionName) =>
    standing.filter((who) => !revision.wrote.includes(who) && approves(revision, who, part)).length;
  const whole = standing.filter((who) => !revision.wrote.includes(who) && approves(revision, who, 'whole')).length;
  const changed = changedIn(world, revision);
  return whole >= world.quorum || (changed.length > 0 && changed.every((part) => count(part) >= world.quorum));
}

const approves = ({ verdicts }: RevisionModel, who: Person, part: 'whole' | SectionName) =>
  (verdicts[who] ?? []).some(
    (verdict) => verdict !== 'request_changes' && (verdict.includes('whole') || verdict.includes(part)),
  );

/** One command, on its own, as the design has it. */
export function step(world: World, command: Command): Step {
  if (command.does === 'open') return world.isWithdrawn ? refuse : accept(open(world, command.who, live(world)));
  if (command.does === 'restore') return accept(open(world, command.who, command.version));
  if (command.does === 'role') {
    const { whose, role } = command;
    const roles = { ...world.roles, [whose]: role };
    if (role !== 'editor') return accept({ ...world, roles });
    // Who reviews no more has no standing verdict on what is still open.
    const revisions = world.revisions.map((revision) =>
      isOver(revision) ? revision : { ...revision, verdicts: without(revision.verdicts, (who) => who === whose) },
    );
    return accept({ ...world, roles, revisions });
  }
  if (command.does === 'withdraw') {
    return world.roles[command.who] === 'admin' && !world.isWithdrawn
      ? accept({ ...endWithdrawal(world), isWithdrawn: true })
      : refuse;
  }
  const revision = world.revisions[command.revision];
  if (!revision) return refuse;
  const at = { world, revision, index: command.revision };
  if (command.does === 'fire') return accept(fire(at, command.isMissed));
  const next = changeOf(at, command);
  return 'mayRefuse' in next ? next : accept(withRevision(world, command.revision, next));
}

type At = { readonly world: World; readonly revision: RevisionModel; readonly index: number };

function open(world: World, who: Person, version: number): World {
  const fresh = { state: 'draft', base: live(world), texts: textsOf(world, version), wrote: [who], verdicts: {} };
  const made = { ...fresh, seqs: { lead: 0, history: 0 }, bringsBack: world.isWithdrawn, scheduler: null };
  return { ...world, revisions: [...world.revisions, made] };
}

/** Of another withdrawal than the one that stood, nothing that is open was opened to bring the article back. */
function endWithdrawal(world: World): World {
  return { ...world, revisions: world.revisions.map((revision) => ({ ...revision, bringsBack: false })) };
}

/** What a withdrawn article keeps from going live: everything but what was opened to restore it. */
const mayComeBack = (world: World, revision: RevisionModel) => !world.isWithdrawn || revision.bringsBack;

type AboutRevision = Exclude<Command, { does: 'open' | 'restore' | 'role' | 'withdraw' | 'fire' }>;

function changeOf(at: At, command: AboutRevision): Step | RevisionModel {
  if (command.does === 'save') return save(at, command);
  if (command.does === 'rebase') return rebase(at, command);
  if (command.does === 'dismiss') return dismiss(at, command);
  if (command.does === 'approve_section') return approveSection(at, command);
  if (command.does === 'publish' || command.does === 'emergency_publish') return publish(at, command);
  const { revision } = at;
  const move = moves[command.does];
  const isAllowed =
    move.from.includes(revision.state) && move.isAllowed(at, command.who, sawIt(revision, command.seen));
  return isAllowed ? move.next(at, command.who) : refuse;
}

const sawIt = (revision: RevisionModel, seen: Seen) => sameTexts(seen.texts, revision.texts);

function mayWrite({ world, revision }: At, who: Person): boolean {
  if (revision.state === 'draft' || revision.state === 'changes_requested') return true;
  const isUnderReview = revision.state === 'in_review' || revision.state === 'approved';
  return isUnderReview && (revision.wrote.includes(who) || isReviewer(world, who));
}

/** A write: the writer is a contributor, and whatever the writer had said as a reviewer falls. */
function written(revision: RevisionModel, who: Person, texts: Texts): RevisionModel {
  const verdicts = without(revision.verdicts, (reviewer) => reviewer === who);
  const wrote = revision.wrote.includes(who) ? revision.wrote : [...revision.wrote, who];
  const state = revision.state === 'approved' ? 'in_review' : revision.state;
  return { ...revision, state, texts, wrote, verdicts };
}

/** An edit: approvals of the whole fall, and those of what is another text now or no change any more; the others stay. */
function edited({ world, revision }: At, who: Person, texts: Texts): RevisionModel {
  const next = written(revision, who, texts);
  const kept = changedIn(world, next).filter((name) => texts[name] === revision.texts[name]);
  const verdicts = afterLoss(next.verdicts, (_, verdict) =>
    verdict === 'request_changes' ? verdict : verdict.filter((part) => part !== 'whole' && kept.includes(part)),
  );
  return { ...next, verdicts };
}

function save(at: At, command: Extract<Command, { does: 'save' }>): Step | RevisionModel {
  const { revision } = at;
  const { section, text, who, seen } = command;
  const seq = revision.seqs[section];
  if (!mayWrite(at, who) || (seq !== 'unknown' && seq !== seen.seqs[section])) return refuse;
  const texts = { ...revision.texts, [section]: text };
  const next = sameTexts(texts, revision.texts)
    ? revision
    : { ...edited(at, who, texts), seqs: { ...revision.seqs, [section]: 'moved' as const } };
  return { accepted: withRevision(at.world, at.index, next), mayRefuse: seq === 'unknown' };
}

function rebase(at: At, command: Extract<Command, { does: 'rebase' }>): Step | RevisionModel {
  const { world, revision } = at;
  const isOpen = ['draft', 'in_review', 'changes_requested', 'approved'].includes(revision.state);
  const isLate = !sameTexts(command.seen.texts, revision.texts) || command.seen.live !== live(world);
  if (!isOpen || revision.base === live(world) || isLate) return refuse;
  const [base, ours, theirs] = [textsOf(world, revision.base), revision.texts, textsOf(world, live(world))];
  const bothChanged = sections.filter((name) => ours[name] !== base[name] && theirs[name] !== base[name]);
  const inConflict = bothChanged.filter((name) => ours[name] !== theirs[name]);
  const mergedOf = (name: SectionName) => {
    if (inConflict.includes(name)) return command.text;
    return ours[name] === base[name] ? theirs[name] : ours[name];
  };
  const texts = { lead: mergedOf('lead'), history: mergedOf('history') };
  const isContributor = revision.wrote.includes(command.who);
  const seqOf = (name: SectionName) => (texts[name] === ours[name] && !inConflict.includes(name) ? 'unknown' : 'moved');
  const moved = { base: live(world), seqs: { lead: seqOf('lead'), history: seqOf('history') } as const };
  if (bothChanged.length === 0) return isContributor ? { ...revision, ...moved, texts } : refuse;
  if (!isContributor && !isReviewer(world, command.who)) return refuse;
  // The same change on both sides leaves the head as it was: nothing falls, whoever brought it up to date has written nothing.
  if (inConflict.length === 0 && sameTexts(texts, ours)) return isContributor ? { ...revision, ...moved } : refuse;
  const resolved = written(revision, command.who, texts);
  return { ...resolved, ...moved, verdicts: noApprovals(resolved.verdicts) };
}

function dismiss(
  { world, revision }: At,
  { who, reviewer }: Extract<Command, { does: 'dismiss' }>,
): Step | RevisionModel {
  const [first, ...rest] = revision.verdicts[reviewer] ?? [];
  if (world.roles[who] !== 'admin' || isOver(revision) || !first) return refuse;
  const others = without(revision.verdicts, (other) => other === reviewer);
  return { ...revision, verdicts: rest.length > 0 ? { ...others, [reviewer]: rest } : others };
}

/** One section, named by its text: others may have been changed since. It ends no more than one's own request for changes. */
function approveSection(
  at: At,
  { who, section, seen }: Extract<Command, { does: 'approve_section' }>,
): Step | RevisionModel {
  const { world, revision } = at;
  const isSeen = seen.texts[section] === revision.texts[section] && changedIn(world, revision).includes(section);
  const mayApprove = reviews(at, who) && !contributed(at, who);
  if (revision.state !== 'in_review' || !mayApprove || !isSeen) return refuse;
  const own = (revision.verdicts[who] ?? []).filter((verdict) => verdict !== 'request_changes');
  return settled(world, { ...revision, verdicts: { ...revision.verdicts, [who]: [...own, [section]] } });
}

function publish(
  { world, revision, index }: At,
  { does, who, seen }: Extract<Command, { who: Person; seen: Seen }>,
): Step {
  const isCurrent = sameTexts(seen.texts, revision.texts) && revision.base === live(world);
  if (!isCurrent || !mayComeBack(world, revision)) return refuse;
  const isAllowed =
    does === 'publish'
      ? isReviewer(world, who) && ['approved', 'scheduled'].includes(revision.state) && hasQuorum(world, revision)
      : world.roles[who] === 'admin' && ['draft', 'in_review'].includes(revision.state);
  return isAllowed ? accept(published(world, revision, index)) : refuse;
}

function published(world: World, revision: RevisionModel, index: number): World {
  const versions = [...world.versions, revision.texts];
  const after = withRevision(world, index, { ...revision, state: 'published' });
  return { ...endWithdrawal(after), versions, isWithdrawn: false };
}

/** A schedule publishes with the right of whoever made it, as it is when its time comes. */
const schedulerReviews = ({ world, revision }: Pick<At, 'world' | 'revision'>) =>
  revision.scheduler !== null && isReviewer(world, revision.scheduler);

/** The schedule is due: published if it may be, held if not or if it was missed; nothing when it is not scheduled any more. */
function fire({ world, revision, index }: At, isMissed: boolean): World {
  if (revision.state !== 'scheduled') return world;
  const mayGo = revision.base === live(world) && mayComeBack(world, revision) && hasQuorum(world, revision);
  if (mayGo && !isMissed && schedulerReviews({ world, revision })) return published(world, revision, index);
  return withRevision(world, index, { ...revision, state: 'approved' });
}

type Move = {
  readonly from: readonly string[];
  readonly isAllowed: (at: At, who: Person, saw: boolean) => boolean;
  readonly next: (at: At, who: Person) => RevisionModel;
};
const to = (state: string) => (at: At) => ({ ...at.revision, state });
const contributed = ({ revision }: At, who: Person) => revision.wrote.includes(who);
const reviews = ({ world }: At, who: Person) => isReviewer(world, who);

/** The moves that need no more than a state and a standing. */
const moves: Record<Exclude<RevisionVerb, 'publish' | 'emergency_publish'>, Move> = {
  submit: {
    from: ['draft', 'changes_requested'],
    isAllowed: (at, who, saw) => contributed(at, who) && saw && isSubmittable(at),
    next: to('in_review'),
  },
  approve: {
    from: ['in_review'],
    isAllowed: (at, who, saw) => reviews(at, who) && !contributed(at, who) && saw,
    next: approved,
  },
  request_changes: {
    from: ['in_review', 'approved'],
    isAllowed: (at, who, saw) => reviews(at, who) && saw,
    next: ({ revision }, who) => ({
      ...revision,
      state: 'changes_requested',
      verdicts: { ...revision.verdicts, [who]: ['request_changes'] },
    }),
  },
  recall: {
    from: ['in_review', 'approved'],
    isAllowed: contributed,
    next: ({ revision }) => ({ ...revision, state: 'draft', verdicts: noApprovals(revision.verdicts) }),
  },
  schedule: {
    from: ['approved'],
    isAllowed: (at, who, saw) =>
      reviews(at, who) && saw && at.revision.base === live(at.world) && mayComeBack(at.world, at.revision),
    next: ({ revision }, who) => ({ ...revision, state: 'scheduled', scheduler: who }),
  },
  unschedule: { from: ['scheduled'], isAllowed: reviews, next: to('approved') },
  discard: {
    from: ['draft', 'in_review', 'changes_requested', 'approved'],
    isAllowed: (at, who) => contributed(at, who) || at.world.roles[who] === 'admin',
    next: to('discarded'),
  },
  reject: { from: ['in_review'], isAllowed: reviews, next: to('rejected') },
};

function isSubmittable({ world, revision }: At): boolean {
  const eligible = people.filter((who) => isReviewer(world, who) && !revision.wrote.includes(who));
  // To bring a withdrawn article back is a change in itself.
  const isChange = world.isWithdrawn || !sameTexts(revision.texts, textsOf(world, revision.base));
  return eligible.length >= world.quorum && isChange && mayComeBack(world, revision);
}

function approved({ world, revision }: At, who: Person): RevisionModel {
  const verdict = ['whole' as const, ...changedIn(world, revision)];
  return settled(world, { ...revision, verdicts: { ...revision.verdicts, [who]: [verdict] } });
}

const settled = (world: World, revision: RevisionModel): RevisionModel =>
  hasQuorum(world, revision) ? { ...revision, state: 'approved' } : revision;

/** One command with what came of it. A due schedule answers nobody, so it has no outcome. */
export type Answered = {
  readonly command: Command;
  readonly outcome: 'accepted' | 'refused' | null;
  /** The refusal's code and sentence, for people. */
  readonly because?: string;
};

/** What of a world can be seen in the database, for comparison. */
export function visible(world: World): unknown {
  const revisions = world.revisions.map(({ state, base, texts, wrote, verdicts }) => ({
    state,
    base,
    texts: sections.map((name) => texts[name]),
    wrote: wrote.toSorted(),
    verdicts: people.map((who) => `${who} ${(verdicts[who] ?? []).join(' and ')}`),
  }));
  return {
    isWithdrawn: world.isWithdrawn,
    versions: world.versions.map((texts) => sections.map((name) => texts[name])),
    revisions,
  };
}

/** True when some order of the commands, one after the other, explains every answer and the world that was seen afterwards. */
export function explains(world: World, batch: readonly Answered[], seen: string): boolean {
  if (batch.length === 0) return JSON.stringify(visible(world)) === seen;
  return batch.some(({ command, outcome }, index) => {
    const rest = batch.filter((_, at) => at !== index);
    const { accepted, mayRefuse } = step(world, command);
    if (outcome !== 'accepted' && mayRefuse && explains(world, rest, seen)) return true;
    return outcome !== 'refused' && accepted !== null && explains(accepted, rest, seen);
  });
}
