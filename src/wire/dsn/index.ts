/** Delivery status notifications: the machine-readable part of RFC 3464. */
export { parseDeliveryStatus, parseStatus } from './delivery-status.ts';
export { parseRecipientValue } from './typed-value.ts';
export type { DeliveryStatus, RecipientStatus } from './types.ts';
