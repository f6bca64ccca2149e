import type { Touch } from '../../shared/contracts';

/** Whether an entry was sent to Localazy, or should have been: an entry may also have failed to be received. */
export const isSending = ({ action, eventType }: Pick<Touch, 'action' | 'eventType'>): boolean =>
  action === 'sent' || (action === 'failed' && eventType === 'upload');
