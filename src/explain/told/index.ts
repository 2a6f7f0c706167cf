/** What the words of a refusal tell beside its category. */
export {
  groupOf,
  isFiled,
  isHeld,
  isOpen,
  isToldFact,
  type Told,
  type ToldFact,
  toldData,
  toldFacts,
} from './facts.ts';
export { createToldReader, type MailboxProviders, type ToldReader, wordingsOf } from './read-told.ts';
export { mayAskDomain, weighSlip } from './slip.ts';
