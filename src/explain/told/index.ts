/** What the words of a refusal tell beside its category. */
export { groupOf, isFiled, isHeld, isToldFact, type Told, type ToldFact, toldData } from './facts.ts';
export { createToldReader, type MailboxProviders, type ToldReader, wordingsOf } from './read-told.ts';
