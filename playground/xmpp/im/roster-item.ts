/** One contact (RFC 6121, 2.1.2). */
export interface RosterItem {
  readonly jid: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** The user sees the contact's presence. */
  readonly to: boolean;
  /** The contact sees the user's presence. */
  readonly from: boolean;
  /** A request to see the contact's presence is out. */
  readonly ask: boolean;
}

export type SubscriptionState = 'none' | 'to' | 'from' | 'both';

export function subscriptionState(item: RosterItem): SubscriptionState {
  if (item.to) return item.from ? 'both' : 'to';
  return item.from ? 'from' : 'none';
}

export function newItem(jid: string): RosterItem {
  return { jid, name: '', groups: [], to: false, from: false, ask: false };
}
