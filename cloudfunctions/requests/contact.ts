import type { Contact } from '#domain/requests/views';
import { seal, unseal } from '../core/secrets';

/** Sealed for this request alone: moved to another it does not open. */
const boundTo = (requestId: string): string => `request:${requestId}`;

export const sealedContact = (contact: Contact, requestId: string): string =>
  seal(JSON.stringify(contact), boundTo(requestId));

export const openContact = (sealed: string, requestId: string): Contact =>
  JSON.parse(unseal(sealed, boundTo(requestId))) as Contact;
