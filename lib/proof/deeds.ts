import { exportAudit } from '@/lib/accounts/audit';
import * as accounts from '@/lib/accounts/commands';
import { resetDemo } from '@/lib/accounts/demo';
import { saveSettings } from '@/lib/accounts/settings';
import {
  createArticle,
  endImportNotice,
  redirectArticle,
  renameArticle,
  withdrawArticle,
} from '@/lib/articles/commands/article';
import { setCare } from '@/lib/articles/commands/care';
import { answerReport } from '@/lib/articles/commands/report';
import { whoAmI } from '@/lib/accounts/queries';
import { searchTitles } from '@/lib/articles/queries/titles';
import * as people from '@/lib/contract/accounts';
import * as articles from '@/lib/contract/articles';
import type { Endpoint, EndpointInput } from '@/lib/contract/endpoint';
import * as imports from '@/lib/contract/imports';
import * as inbox from '@/lib/contract/notifications';
import * as reports from '@/lib/contract/reports';
import * as reviews from '@/lib/contract/reviews';
import * as revisions from '@/lib/contract/revisions';
import * as site from '@/lib/contract/site';
import * as sources from '@/lib/contract/sources';
import * as versions from '@/lib/contract/versions';
import type { Actor } from '@/lib/domain/actor';
import { doc, p } from '@/lib/domain/prose/builder';
import { markDone, setMail, sortInbox } from '@/lib/notifications/commands';
import { approveAfterwards } from '@/lib/reviews/commands/afterwards';
import { dismissReview, rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { keepScreen, markSeen } from '@/lib/reviews/commands/seen';
import { reply, setThreadState, startThread } from '@/lib/reviews/commands/thread';
import { getNews } from '@/lib/reviews/news';
import { handBack, leaveTurn } from '@/lib/reviews/commands/turn';
import { dropUnsent, keepUnsent, sendUnsent } from '@/lib/reviews/commands/unsent';
import { cite } from '@/lib/revisions/commands/cite';
import { nameCheckpoint, restoreCheckpoint } from '@/lib/revisions/commands/checkpoint';
import * as head from '@/lib/revisions/commands/head';
import { tellPresence } from '@/lib/revisions/commands/presence';
import { discardRevision, recallRevision, submitRevision } from '@/lib/revisions/commands/lifecycle';
import { copyRevision, openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { revokePreview, sharePreview } from '@/lib/revisions/commands/preview';
import { answerPrompt } from '@/lib/revisions/commands/prompt';
import { putBack } from '@/lib/revisions/commands/put-back';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { wallIn } from '@/lib/revisions/testing';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection, revertSection } from '@/lib/revisions/commands/section';
import { joinSections, splitSection, undoStructure } from '@/lib/revisions/commands/structure';
import { applySuggestions, declineSuggestion } from '@/lib/revisions/commands/suggestion';
import { saveSite } from '@/lib/pages/commands';
import { answerLook, askForLook } from '@/lib/reviews/commands/look';
import { saveOwners, savePolicy } from '@/lib/reviews/commands/policy';
import { addSnapshot } from '@/lib/sources/commands/snapshot';
import { askLinkCheck } from '@/lib/sources/commands/check';
import { assessSource } from '@/lib/sources/commands/assess';
import { checkQuoteOf } from '@/lib/sources/queries/source';
import { checkSources } from '@/lib/sources/queries/imports';
import { clearFlag, raiseFlag } from '@/lib/sources/commands/flag';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { exportSources } from '@/lib/sources/queries/export';
import { importSources } from '@/lib/sources/commands/import';
import { listFlags, readVerifications } from '@/lib/sources/queries/uses';
import { lookUp } from '@/lib/sources/resolvers/look-up';
import { mergeSources, undoMerge } from '@/lib/sources/commands/merge';
import { searchSources } from '@/lib/sources/queries/library';
import { verifyCitation } from '@/lib/sources/commands/verify';
import { openInTests } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { exportRevision } from '@/lib/transfer/export/revision';
import { checkImport } from '@/lib/transfer/commands/check';
import { importFile } from '@/lib/transfer/commands/import';
import { previewImport } from '@/lib/transfer/queries/preview';
import { amendNote } from '@/lib/versions/commands/note';
import { emergencyPublish, publishRevision } from '@/lib/versions/commands/publish';
import { reschedule, scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';

/** What the requests of the sweep are about: rows that exist, or none that does. */
export type Target = {
  readonly number: number;
  readonly headHash: string;
  readonly headSeq: number;
  readonly liveNumber: number;
  readonly seq: number;
  readonly sectionId: string;
  readonly leadId: string;
  readonly articleId: string;
  readonly otherId: string;
  readonly reviewId: string;
  readonly threadId: string;
  readonly checkpointId: string;
  readonly sourceId: string;
  readonly personId: string;
  readonly notificationId: string;
  readonly blockId: string;
};

/** One endpoint, the command behind it, and a request to it. `about` is what it names by id or number. */
export type Deed = {
  readonly endpoint: Endpoint;
  readonly about: 'revision' | 'other' | 'nothing';
  readonly run: (actor: Actor, target: Target) => Promise<unknown>;
};

function deed<E extends Endpoint>(
  about: Deed['about'],
  endpoint: E,
  command: (actor: Actor, input: EndpointInput<E>) => Promise<unknown>,
  request: (target: Target) => Record<string, unknown>,
): Deed {
  const run = async (actor: Actor, target: Target) => {
    const opId = 'opId' in endpoint.input.shape ? { opId: newId() } : {};
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of E made it
    return command(actor, endpoint.input.parse({ ...request(target), ...opId }) as EndpointInput<E>);
  };
  return { endpoint, about, run };
}

const note = { kind: 'update', changeNote: 'What changed.' };
const body = () => doc(p(`Words ${newId()}.`));
const book = () => ({ type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press' });
const headText = { title: 'Another title', facts: [], related: [], attribution: '' };
const thread = { quote: '', prefix: '', suffix: '', text: 'Why?', mustResolve: false };
const later = () => wallIn(3_600_000);
const bibtex = () => `@book{a, title = {A book ${newId()}}, publisher = {Harbour Press}}`;
const file = () => Buffer.from(`= ${newId()} =\n\nThe lead.\n`).toString('base64');

/** Every endpoint that a signed-in person may call, with its command and a request. */
export const deeds: readonly Deed[] = [
  deed('nothing', people.exportAuditEndpoint, exportAudit, () => ({ format: 'csv' })),
  deed('nothing', people.saveSettingsEndpoint, saveSettings, () => ({ singleKeys: true })),
  deed('nothing', articles.createArticleEndpoint, createArticle, () => ({ title: `Article ${newId()}` })),
  deed('nothing', articles.searchTitlesEndpoint, searchTitles, () => ({ q: 'Syria' })),
  deed('nothing', sources.searchSourcesEndpoint, searchSources, () => ({ q: 'book' })),
  deed('nothing', sources.createSourceEndpoint, createSource, () => ({ csl: book(), stub: false })),
  deed('nothing', imports.importEndpoint, importFile, () => ({ fileName: 'a.txt', base64: file(), as: 'auto' })),
  deed('nothing', imports.previewImportEndpoint, previewImport, () => ({
    fileName: 'a.txt',
    base64: file(),
    as: 'auto',
  })),
  deed('other', imports.checkImportEndpoint, checkImport, ({ otherId }) => ({ runId: otherId, note: '' })),
  deed('other', imports.putBackEndpoint, putBack, ({ otherId }) => ({ runId: otherId, at: 0 })),
  deed('nothing', sources.checkSourcesEndpoint, checkSources, () => ({ text: bibtex() })),
  deed('nothing', sources.importSourcesEndpoint, importSources, () => ({
    ...{ fileName: 'a.bib', text: bibtex(), take: [0], fill: [] },
  })),
  deed('nothing', sources.lookUpSourceEndpoint, lookUp, () => ({ csl: { type: 'book' } })),
  deed('nothing', sources.exportSourcesEndpoint, exportSources, () => ({ format: 'bib' })),
  deed('nothing', people.inviteEndpoint, accounts.invitePerson, () => ({
    ...{ name: 'New', email: `${newId()}@example.org`, role: 'editor' },
  })),

  deed('nothing', site.saveSiteEndpoint, saveSite, () => ({
    ...{ expectedSeq: 1, name: 'Stet', tagline: 'Words.', publisher: '' },
    ...{ licenceName: '', licenceUrl: '', contact: '' },
  })),
  deed('nothing', site.savePolicyEndpoint, savePolicy, () => ({
    ...{ expectedSeq: 1, quorum: 1, bySection: true, ownersApprove: false, blocking: ['heading_empty'] },
    points: openInTests.map(({ point }) => point),
  })),
  deed('other', site.saveOwnersEndpoint, saveOwners, ({ articleId }) => ({ articleId, owners: [] })),
  deed('nothing', people.whoAmIEndpoint, whoAmI, () => ({})),
  deed('nothing', people.resetDemoEndpoint, resetDemo, () => ({})),

  deed('other', articles.openRevisionEndpoint, openRevision, ({ articleId }) => ({ articleId, name: 'New', why: '' })),
  deed('other', articles.restoreVersionEndpoint, restoreVersion, ({ articleId }) => ({
    ...{ articleId, version: 1, why: '' },
  })),
  deed('other', versions.amendNoteEndpoint, amendNote, ({ articleId }) => ({
    ...{ articleId, number: 1, seen: 'What changed.', changeNote: `Words ${newId()}.` },
  })),
  deed('other', articles.renameArticleEndpoint, renameArticle, ({ articleId }) => ({ articleId, slug: newId() })),
  deed('other', articles.withdrawArticleEndpoint, withdrawArticle, ({ articleId }) => ({ articleId, reason: 'No.' })),
  deed('other', articles.redirectArticleEndpoint, redirectArticle, ({ articleId, otherId }) => ({
    ...{ articleId, toArticleId: otherId, reason: 'Joined.' },
  })),
  deed('other', articles.setCareEndpoint, setCare, ({ otherId }) => ({ articleIds: [otherId], reviewBy: null })),
  deed('other', articles.endImportNoticeEndpoint, endImportNotice, ({ articleId }) => ({
    ...{ articleId, reason: 'Read against the file.' },
  })),
  deed('other', reports.answerReportEndpoint, answerReport, ({ number }) => ({
    ...{ number, outcome: 'no_change', answer: 'It says so.', version: null },
  })),
  deed('other', sources.saveSourceEndpoint, saveSource, ({ sourceId }) => ({
    ...{ sourceId, expectedSeq: 1, csl: book(), stub: false },
  })),
  deed('other', sources.mergeSourcesEndpoint, mergeSources, ({ sourceId, otherId }) => ({
    ...{ sourceId, expectedSeq: 1, intoId: otherId, intoSeq: 1, take: [] },
  })),
  deed('other', sources.undoMergeEndpoint, undoMerge, ({ otherId }) => ({ mergeId: otherId })),
  deed('other', sources.addSnapshotEndpoint, addSnapshot, ({ sourceId }) => ({
    ...{ sourceId, url: '', archiveUrl: '', text: 'Words' },
  })),
  deed('other', sources.checkQuoteEndpoint, checkQuoteOf, ({ sourceId }) => ({ sourceId, quote: 'Words' })),
  deed('other', sources.askLinkCheckEndpoint, askLinkCheck, ({ sourceId }) => ({ sourceId })),
  deed('other', sources.assessSourceEndpoint, assessSource, ({ sourceId }) => ({
    ...{ scope: 'work', about: sourceId, topic: '', verdict: 'deprecated', reason: 'Wrong.', link: '' },
  })),
  deed('other', sources.verifyCitationEndpoint, verifyCitation, ({ articleId, otherId, headHash }) => ({
    ...{ articleId, citationId: otherId, statementHash: headHash, verdict: 'verified', comment: '' },
  })),
  deed('other', sources.readVerificationsEndpoint, readVerifications, ({ articleId, otherId }) => ({
    ...{ articleId, citationId: otherId },
  })),
  deed('other', sources.raiseFlagEndpoint, raiseFlag, ({ articleId, sectionId, headHash }) => ({
    ...{ articleId, sectionId, statementHash: headHash, kind: 'disputed', why: 'No.' },
  })),
  deed('other', sources.clearFlagEndpoint, clearFlag, ({ articleId, otherId }) => ({
    ...{ articleId, flagId: otherId, why: 'Mended.' },
  })),
  deed('other', sources.listFlagsEndpoint, listFlags, ({ articleId }) => ({ articleId })),
  deed('other', people.changeRoleEndpoint, accounts.changeRole, ({ personId }) => ({ personId, role: 'reviewer' })),
  deed('other', people.setDisabledEndpoint, accounts.setDisabled, ({ personId }) => ({ personId, disabled: true })),
  deed('other', people.resetPasswordEndpoint, accounts.offerReset, ({ personId }) => ({ personId })),
  deed('other', inbox.markDoneEndpoint, markDone, ({ notificationId }) => ({ notificationId })),
  deed('other', inbox.sortInboxEndpoint, sortInbox, ({ otherId }) => ({
    ...{ subjectId: otherId, deed: 'later', zone: 'Europe/Berlin' },
  })),
  deed('nothing', inbox.setMailEndpoint, setMail, () => ({ isOff: true, atOnce: [], zone: 'Europe/Berlin' })),
  deed('other', reviews.dropUnsentEndpoint, dropUnsent, ({ otherId }) => ({ unsentId: otherId })),
  deed('other', reviews.sendUnsentEndpoint, sendUnsent, ({ otherId }) => ({ unsentId: otherId })),

  deed('revision', revisions.describeRevisionEndpoint, head.describeRevision, ({ number }) => ({
    ...{ number, name: `Name ${newId()}`, why: '' },
  })),
  deed('revision', revisions.saveSectionEndpoint, saveSection, ({ number, sectionId, seq }) => ({
    ...{ number, sectionId, expectedSeq: seq, heading: 'History', body: body() },
  })),
  deed('revision', revisions.addSectionEndpoint, addSection, ({ number, headSeq, leadId }) => ({
    ...{ number, expectedHeadSeq: headSeq, heading: 'New', level: 2, after: leadId },
  })),
  deed('revision', revisions.revertSectionEndpoint, revertSection, ({ number, sectionId, seq }) => ({
    ...{ number, sectionId, expectedSeq: seq },
  })),
  deed('revision', revisions.answerPromptEndpoint, answerPrompt, ({ number, sectionId }) => ({
    ...{ number, sectionId, kind: 'source', statement: `History ${newId()}.`, reason: null },
  })),
  deed('revision', revisions.splitSectionEndpoint, splitSection, ({ number, sectionId, seq, headSeq, blockId }) => ({
    ...{ number, sectionId, expectedSeq: seq, expectedHeadSeq: headSeq, at: { blockId, offset: 3 }, heading: 'Next' },
  })),
  deed('revision', revisions.joinSectionsEndpoint, joinSections, ({ number, sectionId, seq, headSeq, leadId }) => ({
    ...{ number, sectionId, expectedSeq: seq, previous: { sectionId: leadId, expectedSeq: 0 } },
    expectedHeadSeq: headSeq,
  })),
  deed('revision', revisions.undoStructureEndpoint, undoStructure, ({ number, headSeq, checkpointId, ...target }) => ({
    ...{ number, expectedHeadSeq: headSeq, checkpointId },
    sections: [{ sectionId: target.sectionId, expectedSeq: target.seq }],
  })),
  deed('revision', revisions.saveOutlineEndpoint, head.saveOutline, ({ number, headSeq, leadId }) => ({
    ...{ number, expectedHeadSeq: headSeq, outline: [{ sectionId: leadId, level: 1 }] },
  })),
  deed('revision', revisions.saveHeadEndpoint, head.saveHead, ({ number, headSeq }) => ({
    ...{ number, expectedHeadSeq: headSeq, ...headText },
  })),
  deed('revision', revisions.checkpointEndpoint, nameCheckpoint, ({ number }) => ({ number, label: 'Kept' })),
  deed('revision', revisions.restoreCheckpointEndpoint, restoreCheckpoint, ({ number, checkpointId, headHash }) => ({
    ...{ number, checkpointId, headHash },
  })),
  deed('revision', revisions.presenceEndpoint, tellPresence, ({ number, sectionId }) => ({
    ...{ number, tab: newId(), sectionId, isUnsaved: false, isLeaving: false },
  })),
  deed('revision', revisions.citeEndpoint, cite, ({ number, sourceId }) => ({
    ...{ number, sourceId, locators: [], quote: '', note: '', supports: 'supports' },
  })),
  deed('revision', revisions.exportRevisionEndpoint, exportRevision, ({ number }) => ({ number, format: 'docx' })),
  deed('revision', revisions.submitEndpoint, submitRevision, ({ number, headHash }) => ({ number, headHash, ...note })),
  deed('revision', revisions.recallEndpoint, recallRevision, ({ number }) => ({ number })),
  deed('revision', revisions.discardEndpoint, discardRevision, ({ number }) => ({ number, reason: '' })),
  deed('revision', revisions.rebaseEndpoint, rebaseRevision, ({ number, headHash, liveNumber }) => ({
    ...{ number, headHash, liveNumber, resolutions: [], head: {} },
  })),
  deed('revision', revisions.copyRevisionEndpoint, copyRevision, ({ number }) => ({ number })),
  deed('revision', revisions.sharePreviewEndpoint, sharePreview, ({ number }) => ({ number, reader: 'Eve', days: 7 })),
  deed('revision', revisions.revokePreviewEndpoint, revokePreview, ({ number, otherId }) => ({
    ...{ number, previewId: otherId },
  })),
  ...(['approve', 'request_changes', 'comment'] as const).map((verdict) =>
    deed('revision', reviews.reviewEndpoint, reviewRevision, ({ number, headHash }) => ({
      ...{ number, headHash, verdict, comment: 'Well.' },
      openPoints: verdict === 'approve' ? openInTests : [],
    })),
  ),
  deed('revision', reviews.approveAfterwardsEndpoint, approveAfterwards, ({ number, headHash }) => ({
    ...{ number, headHash, comment: '' },
  })),
  deed('revision', reviews.rejectEndpoint, rejectRevision, ({ number }) => ({ number, reason: 'Not true.' })),
  deed('revision', reviews.askForLookEndpoint, askForLook, ({ number, personId }) => ({
    ...{ number, personId, question: 'Is it so?' },
  })),
  deed('other', reviews.answerLookEndpoint, answerLook, ({ reviewId }) => ({
    ...{ lookId: reviewId, answer: 'declined', text: '' },
  })),
  deed('revision', reviews.dismissReviewEndpoint, dismissReview, ({ reviewId }) => ({ reviewId, note: 'Away.' })),
  deed('revision', reviews.markSeenEndpoint, markSeen, ({ number, sectionId }) => ({
    ...{ number, part: sectionId, contentHash: null, level: 0, viewed: true },
  })),
  deed('revision', reviews.newsEndpoint, getNews, ({ number, headHash }) => ({
    ...{ number, headHash, since: new Date(0).toISOString() },
  })),
  deed('revision', reviews.keepScreenEndpoint, keepScreen, ({ number, headHash }) => ({ number, headHash })),
  deed('revision', reviews.startThreadEndpoint, startThread, ({ number, sectionId }) => ({
    ...{ number, sectionId, ...thread },
  })),
  deed('revision', reviews.keepUnsentEndpoint, keepUnsent, ({ number, sectionId }) => ({
    ...{ number, threadId: null, sectionId, ...thread },
  })),
  deed('revision', reviews.applySuggestionsEndpoint, applySuggestions, ({ number, threadId }) => ({
    ...{ number, uses: [{ threadId }] },
  })),
  deed('revision', reviews.declineSuggestionEndpoint, declineSuggestion, ({ threadId }) => ({
    ...{ threadId, reason: 'It says so already.' },
  })),
  deed('revision', reviews.handBackEndpoint, handBack, ({ number }) => ({ number })),
  deed('revision', reviews.leaveTurnEndpoint, leaveTurn, ({ number }) => ({ number, toId: null })),
  deed('revision', reviews.replyEndpoint, reply, ({ threadId }) => ({ threadId, text: 'Because.' })),
  deed('revision', reviews.setThreadStateEndpoint, setThreadState, ({ threadId }) => ({ threadId, state: 'resolved' })),
  deed('revision', versions.publishEndpoint, publishRevision, ({ number, headHash }) => ({
    ...{ number, headHash, ...note, wordingReason: '' },
  })),
  deed('revision', versions.emergencyPublishEndpoint, emergencyPublish, ({ number, headHash }) => ({
    ...{ number, headHash, ...note, reason: 'Danger.' },
  })),
  deed('revision', versions.scheduleEndpoint, scheduleRevision, ({ number, headHash }) => ({
    ...{ number, headHash, ...note, ...later(), wordingReason: '' },
  })),
  deed('revision', versions.rescheduleEndpoint, reschedule, ({ number }) => ({ number, ...later() })),
  deed('revision', versions.unscheduleEndpoint, unscheduleRevision, ({ number }) => ({ number })),
];
