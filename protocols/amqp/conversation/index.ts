export { DeliveryAssembler } from './assemble.ts';
export { BoundedConversation } from './bounded.ts';
export { Conversation, FollowedFrame, type ConversationOptions } from './conversation.ts';
export type { DeliveryPlace } from './delivery.ts';
export { nextUnits, type NextUnit } from './next.ts';
export {
  stateOf,
  type ConversationState,
  type LinkEnd,
  type LinkState,
  type SessionEnd,
  type SessionState,
} from './snapshot.ts';
export { serialAdd, serialDistance, serialLimit } from './serial.ts';
