// Written by scripts/xmpp-specs-index.mjs: do not edit.
import type { Specification } from '../model/definition.ts';
import { rfc6120 } from './rfc-6120.ts';
import { rfc6121 } from './rfc-6121.ts';
import { rfc7395 } from './rfc-7395.ts';
import { xep0004 } from './xep-0004.ts';
import { xep0012 } from './xep-0012.ts';
import { xep0022 } from './xep-0022.ts';
import { xep0030 } from './xep-0030.ts';
import { xep0033 } from './xep-0033.ts';
import { xep0045 } from './xep-0045.ts';
import { xep0048 } from './xep-0048.ts';
import { xep0049 } from './xep-0049.ts';
import { xep0050 } from './xep-0050.ts';
import { xep0054 } from './xep-0054.ts';
import { xep0059 } from './xep-0059.ts';
import { xep0060 } from './xep-0060.ts';
import { xep0066 } from './xep-0066.ts';
import { xep0070 } from './xep-0070.ts';
import { xep0071 } from './xep-0071.ts';
import { xep0077 } from './xep-0077.ts';
import { xep0078 } from './xep-0078.ts';
import { xep0079 } from './xep-0079.ts';
import { xep0080 } from './xep-0080.ts';
import { xep0084 } from './xep-0084.ts';
import { xep0085 } from './xep-0085.ts';
import { xep0091 } from './xep-0091.ts';
import { xep0092 } from './xep-0092.ts';
import { xep0106 } from './xep-0106.ts';
import { xep0114 } from './xep-0114.ts';
import { xep0115 } from './xep-0115.ts';
import { xep0153 } from './xep-0153.ts';
import { xep0157 } from './xep-0157.ts';
import { xep0163 } from './xep-0163.ts';
import { xep0184 } from './xep-0184.ts';
import { xep0191 } from './xep-0191.ts';
import { xep0198 } from './xep-0198.ts';
import { xep0199 } from './xep-0199.ts';
import { xep0203 } from './xep-0203.ts';
import { xep0215 } from './xep-0215.ts';
import { xep0223 } from './xep-0223.ts';
import { xep0249 } from './xep-0249.ts';
import { xep0280 } from './xep-0280.ts';
import { xep0308 } from './xep-0308.ts';
import { xep0313 } from './xep-0313.ts';
import { xep0333 } from './xep-0333.ts';
import { xep0352 } from './xep-0352.ts';
import { xep0357 } from './xep-0357.ts';
import { xep0359 } from './xep-0359.ts';
import { xep0363 } from './xep-0363.ts';
import { xep0369 } from './xep-0369.ts';
import { xep0374 } from './xep-0374.ts';
import { xep0379 } from './xep-0379.ts';
import { xep0380 } from './xep-0380.ts';
import { xep0384 } from './xep-0384.ts';
import { xep0386 } from './xep-0386.ts';
import { xep0398 } from './xep-0398.ts';
import { xep0401 } from './xep-0401.ts';
import { xep0402 } from './xep-0402.ts';
import { xep0411 } from './xep-0411.ts';
import { xep0420 } from './xep-0420.ts';
import { xep0424 } from './xep-0424.ts';
import { xep0425 } from './xep-0425.ts';
import { xep0441 } from './xep-0441.ts';

/** Every specification that has a file of its own, in the order of their numbers, RFCs first. */
export const specifications: readonly Specification[] = [
  rfc6120,
  rfc6121,
  rfc7395,
  xep0004,
  xep0012,
  xep0022,
  xep0030,
  xep0033,
  xep0045,
  xep0048,
  xep0049,
  xep0050,
  xep0054,
  xep0059,
  xep0060,
  xep0066,
  xep0070,
  xep0071,
  xep0077,
  xep0078,
  xep0079,
  xep0080,
  xep0084,
  xep0085,
  xep0091,
  xep0092,
  xep0106,
  xep0114,
  xep0115,
  xep0153,
  xep0157,
  xep0163,
  xep0184,
  xep0191,
  xep0198,
  xep0199,
  xep0203,
  xep0215,
  xep0223,
  xep0249,
  xep0280,
  xep0308,
  xep0313,
  xep0333,
  xep0352,
  xep0357,
  xep0359,
  xep0363,
  xep0369,
  xep0374,
  xep0379,
  xep0380,
  xep0384,
  xep0386,
  xep0398,
  xep0401,
  xep0402,
  xep0411,
  xep0420,
  xep0424,
  xep0425,
  xep0441,
];
