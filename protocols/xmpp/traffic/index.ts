export { answersTo } from './requests.ts';
export { address } from './stanza-view.ts';
export { TrafficCheck, type TrafficFindings, type TrafficOptions } from './traffic.ts';
