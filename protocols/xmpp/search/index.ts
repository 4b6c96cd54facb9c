export { xmppSearch } from './search.ts';
