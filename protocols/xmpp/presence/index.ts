export { Presences, type Contact, type PresenceState, type Resource } from './presences.ts';
