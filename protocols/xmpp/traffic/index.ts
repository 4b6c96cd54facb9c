export { createTrafficCheck, type TrafficCheck, type TrafficOptions } from './traffic.ts';
