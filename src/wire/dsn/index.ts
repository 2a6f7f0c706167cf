/** Delivery status notifications: the machine-readable part of RFC 3464. */
export { parseAction, parseDeliveryStatus, parseStatus } from './delivery-status.ts';
export { isStatusFieldName } from './status-fields.ts';
export { decodeUtf8Address, decodeXtext, parseRecipientValue, parseTypedValue } from './typed-value.ts';
export type { DeliveryStatus, DsnAction, RecipientStatus, StatusField, TypedValue } from './types.ts';
