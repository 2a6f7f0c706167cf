/** An explanation in words, in one language, ready for any surface: terminal, page, letter. */
import type { JsonObject, JsonValue } from '../../base/json.ts';
import {
  type Catalogue,
  type CategoryTexts,
  fillAll,
  fillCommands,
  fillFirst,
} from '../../findings/catalogue.ts';
import { type CategoryId, categories } from '../../findings/category.ts';
import { categorySet } from '../../findings/category-set.ts';
import { formatFix } from '../../findings/say/fix-lines.ts';
import { listWords } from '../../findings/say/list-words.ts';
import { hasForm, isListing, listOf } from '../list-behind.ts';
import { actorOf, hasNoQueue, isLikely, isOwnTrouble, type Place, placeOf } from '../place.ts';
import type { ProviderCard } from '../provider-card.ts';
import { isFinalReply, isReportOfChecks } from '../suppression.ts';
import { textData } from '../text-data.ts';
import { toldData } from '../told/index.ts';
import type { TurnedAway, Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { askerWords } from './asker-words.ts';
import { codeMeaningsOf } from './code-meanings.ts';
import { contactOf } from './contact.ts';
import { type EvidenceLine, evidenceLines, missingOf } from './evidence-lines.ts';
import { fittingCommands } from './fitting-commands.ts';
import { headlineOf, isGuess, isPutOff } from './headline.ts';
import { percent, possibilitiesOf, sureOf } from './how-sure.ts';
import { mailboxWords } from './mailbox-words.ts';
import { wordsWithoutQueue } from './no-queue-words.ts';
import { ownWords } from './own-words.ts';
import { quoteText, shownQuoteOf } from './quote.ts';
import { isOfProvider, saidOf } from './said.ts';
import { tellToOf } from './tell-to.ts';
import { tellData } from './tell-words.ts';
import { caseOf, categoryWords, hasWordsOfItsOwn } from './told-words.ts';
import { withoutMarks } from './without-marks.ts';

/** A fix in words. */
export interface FixView {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly string[];
  /** Records and settings to copy: 'example.org. TXT "v=spf1 …"'. */
  readonly records: readonly string[];
}

/** A verdict in the words of one language. */
export interface VerdictView {
  /** What it is in a few words, naming nobody: 'The mailbox does not exist'. */
  readonly title: string;
  /** Who refused it and why, in one sentence. */
  readonly headline: string;
  /** 'permanent until fixed', whose turn, how sure, category id. */
  readonly facts: readonly string[];
  /** Whose turn it is; and the same naming nobody, for several refusals together. */
  readonly turn: string;
  readonly usualTurn: string;
  readonly said: string;
  readonly quote: string;
  readonly codeMeanings: readonly string[];
  readonly fixes: readonly FixView[];
  readonly evidence: readonly EvidenceLine[];
  /** What would have to be given to look further. */
  readonly missing: readonly string[];
  /** Where the cause is not asserted: what it may be, and the test that tells. */
  readonly possibilities: readonly string[];
  readonly moves: readonly string[];
  readonly fine: string;
  /** A sentence to pass on, and to whom: 'the recipient'; both '' where there is none. */
  readonly tell: string;
  readonly tellTo: string;
  readonly avoid: readonly string[];
  readonly wait: string;
  readonly contact: string;
  readonly data: JsonObject;
}

/** Without the arguments of the texts: what `--json` writes. */
export type VerdictWords = Omit<VerdictView, 'data'>;

function fixViews(verdict: Verdict, texts: Catalogue): readonly FixView[] {
  const ofList = wordsOfList(verdict, texts);
  return verdict.fixes.map((fix) => {
    const { title, text, command } = texts.fix(fix.id);
    const data = { ...fix.data, ...ofList };
    return {
      title: fillFirst(title, data),
      text: withoutMarks(fillFirst(text, data)),
      commands: fittingCommands(fillCommands(command, fix.data), verdict),
      records: fix.fixes.map(formatFix).filter((line) => line !== undefined),
    };
  });
}

/** What is said of the list: the way off it, and what to find out first. */
function wordsOfList(verdict: Verdict, texts: Catalogue): JsonObject {
  const list = listOf(verdict);
  if (list === undefined) return {};
  const { id, codes = [], cause } = list;
  const words = listWords({ zone: id, codes: codes.join(', '), cause }, texts);
  const known = Object.entries(words).filter(([, text]) => text !== undefined);
  return Object.fromEntries(known);
}

const ownClassKey = (own: TurnedAway['own']): string => {
  if (own === undefined) return 'own.class';
  return own === 'network' ? 'own-client.class.network' : 'own-client.class';
};

/** 'class.again': over for this message, though not for the next. */
const classKey = (verdict: Verdict): string => {
  // Who logged in too often, or at a bad time, gets in later with the same password.
  if (verdict.told?.facts.some((fact) => fact === 'login/too-often' || fact === 'login/temporary') === true)
    return isPutOff(verdict) && !hasNoQueue(verdict.reply) ? 'class.transient' : 'class.again';
  if (verdict.asker !== undefined && verdict.asker !== 'has-mailbox') return `${verdict.asker}.class`;
  // No attempt reaches an address that was typed wrongly.
  if (caseOf(verdict, verdict.category) === 'mistyped' && !isPutOff(verdict)) return 'class.permanent';
  if (verdict.turnedAway?.isWarning === true) return 'own.class.warned';
  if (verdict.turnedAway !== undefined) return ownClassKey(verdict.turnedAway.own);
  const isOver = isFinalReply(verdict.reply) || hasNoQueue(verdict.reply);
  return verdict.class === 'transient' && isOver ? 'class.again' : `class.${verdict.class}`;
};

/** 'mail', as syslog calls the server that it runs on, names none to a reader. */
const isFullName = (host: string | undefined): host is string => host?.includes('.') === true;

function speakerName(verdict: Verdict, known: JsonObject, texts: Catalogue): JsonValue {
  const { reply, speaker } = verdict;
  if (isOfProvider(verdict)) return texts.ui('speaker.provider', known);
  if (reply.ownStep !== undefined || (speaker.role === 'own-server' && isLikely(speaker)))
    return texts.ui(`speaker.${speaker.role}`, isFullName(speaker.host) ? { host: speaker.host } : {});
  if (known.filterMaker !== undefined && known.speaker !== undefined)
    return texts.ui('speaker.filter', known);
  return known.speaker ?? texts.ui(speaker.role === 'smarthost' ? 'speaker.smarthost' : 'speaker.unknown');
}

/** What the words of the category do not fit: 'kept': a provider blocks by somebody else's list; 'formless': nobody is known who could be asked. */
function misfitOf(verdict: Verdict, card: ProviderCard | undefined): string | undefined {
  const list = listOf(verdict);
  const way = list?.way;
  const asserted = assertedCategory(verdict);
  if (asserted === 'reputation.provider-block') {
    if (list === undefined) return hasForm(verdict.reply, card) ? undefined : 'formless';
    return way === 'request' ? 'kept' : undefined;
  }
  return way === 'request' || way === 'unknown' || !isListing(asserted) ? undefined : way;
}

/** Where nobody is to be asked for delisting, nothing is said of asking. */
function wordsByWay(
  verdict: Verdict,
  card: ProviderCard | undefined,
  words: CategoryTexts,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts {
  const misfit = misfitOf(verdict, card);
  if (misfit === undefined) return words;
  if (misfit === 'formless' && hasWordsOfItsOwn(verdict, assertedCategory(verdict))) return words;
  const said = (key: string): readonly string[] | undefined => {
    const text = texts.find(`listed.${misfit}.${key}`, data);
    return text === undefined ? undefined : [text];
  };
  return {
    ...words,
    turn: said('turn') ?? words.turn,
    tell: said('tell') ?? words.tell,
    avoid: said('avoid') ?? words.avoid,
    wait: said('wait') ?? words.wait,
  };
}

/** Whoever passes it on. */
const isOfRecipientsSide = categorySet('recipient.*', 'domain.*');

/** What is said of the place where it was said; undefined where it is as anywhere. */
function wordsHere(
  verdict: Verdict,
  place: Place | undefined,
  texts: Catalogue,
  data: JsonObject,
): Partial<CategoryTexts> | undefined {
  const { category } = verdict;
  if (place === undefined || (place === 'relay' && hasWordsOfItsOwn(verdict, category))) return undefined;
  const textOf = (key: string): string | undefined => texts.find(`${place}.${key}`, data);
  // The server that one sends through has an operator of its own; what it says of the recipient is still the recipient's side's.
  const isOperators =
    place === 'relay' &&
    [verdict.actor, categories[category].actor].includes('recipient-admin') &&
    !isOfRecipientsSide(category);
  // To the server that one sends through one's own account is the usual turn, too.
  const isUsual =
    verdict.actor === actorOf(category, place) || (place === 'relay' && verdict.actor === 'sender-account');
  const turn =
    (isUsual ? textOf(`turn.${category}`) : undefined) ?? (isOperators ? textOf('turn') : undefined);
  if (turn === undefined) return undefined;
  const [tell, avoid, wait] = ['tell', 'avoid', 'wait'].map(
    (part) => textOf(`${part}.${category}`) ?? (place === 'relay' ? textOf(part) : undefined),
  );
  return {
    turn: [turn],
    ...(tell !== undefined && { tell: [tell] }),
    ...(avoid !== undefined && { avoid: [avoid] }),
    ...(wait !== undefined && { wait: [wait] }),
  };
}

/** Whose turn the words make it, where they have no sentences of their own for it. */
function turnedTo(
  verdict: Verdict,
  place: Place | undefined,
  words: CategoryTexts,
  texts: Catalogue,
): CategoryTexts {
  const asserted = assertedCategory(verdict);
  const isUsual = verdict.actor === actorOf(asserted, place) || listOf(verdict) !== undefined;
  if (isUsual || hasWordsOfItsOwn(verdict, asserted)) return words;
  return { ...words, turn: [texts.ui(`turn.${verdict.actor}`)], tell: [] };
}

/** What is told the recipient of these speaks of his server; where it was the one that we send through, of nothing of his. */
const isOfTheirServer = categorySet(
  'greylist',
  'rate.*',
  'server.*',
  'reputation.*',
  'policy.*',
  'tls.*',
  'dns.*',
  'net.*',
);

/** What to tell, to avoid and to wait for; of words in doubt nothing follows but to ask. */
function settledWords(
  verdict: Verdict,
  card: ProviderCard | undefined,
  words: CategoryTexts,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts {
  const { category, cause, reply, speaker } = verdict;
  if (category === 'notice.complaint' && isReportOfChecks(reply.text)) {
    const feedback = (key: string): string => texts.ui(`feedback.${key}`);
    return {
      ...words,
      title: feedback('title'),
      turn: [feedback('turn')],
      tell: [],
      avoid: [feedback('avoid')],
      wait: [],
    };
  }
  const place = placeOf(reply, speaker, category);
  if (isOwnTrouble(place, category))
    return { ...words, turn: [texts.ui('own.turn.server')], tell: [], avoid: [], wait: [], fine: [] };
  const here = wordsHere(verdict, place, texts, data);
  if (here !== undefined) return { ...words, ...here };
  if (cause.doubt === undefined || cause.isAsserted) {
    const told = place === 'relay' && isOfTheirServer(category) && !hasWordsOfItsOwn(verdict, category);
    const toThem = told ? { ...words, tell: [texts.ui('relay.tell')] } : words;
    const said = turnedTo(verdict, place, toThem, texts);
    // That there is no such address is told nobody who only may not be there.
    const isOpen = categories[category].suppress === 'yes' && isGuess(verdict);
    const careful = isOpen ? { ...said, tell: [texts.ui('guess.tell', data)], fine: [] } : said;
    return wordsByWay(verdict, card, careful, texts, data);
  }
  const because = fillFirst(categoryWords(verdict, category, texts, data).because, data);
  const against = (key: string): string => texts.ui(`${cause.doubt}.${key}`, { ...data, because });
  return {
    ...words,
    turn: [against('turn')],
    tell: [against('tell')],
    avoid: [against('avoid')],
    wait: [against('wait')],
    fine: [against('fine')],
  };
}

/** Of an address that may be mistyped it is not said that it is fine, and whoever has it is asked which is right. */
function askingForDomain(
  words: CategoryTexts,
  asserted: CategoryId,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts {
  const [tell, avoid, fine] = ['tell', 'avoid', 'fine'].map((part) => [texts.ui(`told.near.${part}`, data)]);
  const usual = isOfRecipient(asserted) ? [] : words.avoid;
  return { ...words, tell: tell ?? [], avoid: [...(avoid ?? []), ...usual], fine: fine ?? [] };
}

/** Where it is said to keep the address. */
const isOfRecipient = categorySet('recipient.*', 'address.*', 'domain.*', 'net.*', 'queue.*', 'greylist');

/** Puts a verdict into words. `provider`: the card of who spoke, where it is known. */
export function viewVerdict(
  verdict: Verdict,
  texts: Catalogue,
  provider: ProviderCard | undefined,
): VerdictView {
  // Our own server speaks for itself, whoever's words its administrator took.
  const card = verdict.turnedAway === undefined ? provider : undefined;
  const known = textData(verdict.reply, verdict.evidence, verdict.speaker, card, listOf(verdict));
  const data: JsonObject = {
    ...known,
    ...toldData(verdict.told),
    ...tellData(verdict, texts, known),
    speaker: speakerName(verdict, known, texts),
  };
  const asserted = assertedCategory(verdict);
  const own = ownWords(verdict, texts, data) ?? askerWords(verdict, texts, data);
  const usual = categoryWords(verdict, asserted, texts, data);
  const chosen =
    own ??
    mailboxWords(verdict, usual, texts, data) ??
    wordsWithoutQueue(settledWords(verdict, card, usual, texts, data), verdict, texts, data);
  const isAsked = verdict.told?.facts.includes('domain/near') === true;
  const words = isAsked ? askingForDomain(chosen, asserted, texts, data) : chosen;
  const turn = fillFirst(words.turn, data);
  // Of an ordinary message there is nobody to tell anything.
  const tell = verdict.class === 'none' ? '' : fillFirst(words.tell, data);
  // Other sentences than the category's are for the recipient: they tell of the server in between, or of a doubt.
  const isMailboxUser = verdict.asker === 'has-mailbox';
  const tellTo =
    isAsked || words.tell === usual.tell || isMailboxUser ? tellToOf(verdict, asserted) : 'recipient';
  // What the report says of the next attempts is worth more than what is usual.
  const isTimed = verdict.reply.fate === 'waiting' && verdict.reply.retryHours !== undefined;
  const wait = isTimed ? texts.ui('retryTime', data) : fillFirst(words.wait, data);
  return {
    title: words.title,
    turn,
    usualTurn: fillFirst(words.turn, { speaker: data.speaker ?? '' }),
    headline: own?.headline ?? headlineOf(verdict, texts, data),
    facts: [texts.ui(classKey(verdict)), turn, sureOf(verdict, texts), verdict.category].filter(
      (fact) => fact !== '',
    ),
    said: saidOf(verdict, texts, data),
    quote: quoteText(shownQuoteOf(verdict.reply, verdict.classification.quoted)),
    codeMeanings: codeMeaningsOf(verdict, texts, card, data),
    fixes: fixViews(verdict, texts),
    missing: verdict.asker === undefined ? missingOf(verdict, texts) : [],
    evidence: evidenceLines(verdict, texts),
    // What else it may be is told with tests for whoever has a server.
    possibilities: isMailboxUser ? [] : possibilitiesOf(verdict, texts, data),
    moves: verdict.cause.moves
      .filter((move) => percent(move.from) !== percent(move.to))
      .map((move) =>
        texts.ui('move', {
          rule: move.rule,
          category: move.category,
          from: percent(move.from),
          to: percent(move.to),
        }),
      ),
    fine: verdict.suppress ? '' : fillFirst(words.fine, data),
    tell,
    tellTo: tell === '' ? '' : texts.ui(`tellTo.${tellTo}`),
    // A text of its own holds several, a line each.
    avoid: [
      ...(verdict.reply.isBesidePassword === true ? [texts.ui('password.avoid')] : []),
      ...fillAll(words.avoid, data).flatMap((text) => text.split('\n')),
    ],
    wait:
      verdict.usualWaitSeconds === undefined
        ? wait
        : texts.ui('waitHours', {
            hours: Math.round(verdict.usualWaitSeconds / 3600),
            speaker: data.speaker,
            wait,
          }),
    contact: contactOf(verdict, texts, card, data),
    data,
  };
}
