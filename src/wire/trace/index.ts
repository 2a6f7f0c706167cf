/** Trace fields of a message: which host handed it over. */
export { isIp, isPublicIp, parseReceived, type ReceivedHop } from './received.ts';
export { type SenderOfCopy, senderOfCopy } from './sender-of-copy.ts';
