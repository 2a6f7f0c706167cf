/** Phrases in text: words with places, patterns of words found in linear time. */
export { compilePhrases, findPhrases, type PhraseHit, type PhraseSet } from './phrases.ts';
export { type Token, tokensOf } from './tokens.ts';
