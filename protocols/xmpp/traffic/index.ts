export { TrafficCheck, type TrafficFindings, type TrafficOptions } from './traffic.ts';
