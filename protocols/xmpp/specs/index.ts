// Written by scripts/xmpp-specs-index.mjs: do not edit.
import type { Specification } from '../model/definition.ts';
import { rfc6120 } from './rfc-6120.ts';
import { rfc6121 } from './rfc-6121.ts';
import { rfc7395 } from './rfc-7395.ts';
import { xep0004 } from './xep-0004.ts';
import { xep0030 } from './xep-0030.ts';
import { xep0045 } from './xep-0045.ts';
import { xep0060 } from './xep-0060.ts';
import { xep0085 } from './xep-0085.ts';
import { xep0115 } from './xep-0115.ts';
import { xep0184 } from './xep-0184.ts';
import { xep0198 } from './xep-0198.ts';
import { xep0199 } from './xep-0199.ts';
import { xep0203 } from './xep-0203.ts';

/** Every specification that has a file of its own, in the order of their numbers, RFCs first. */
export const specifications: readonly Specification[] = [
  rfc6120,
  rfc6121,
  rfc7395,
  xep0004,
  xep0030,
  xep0045,
  xep0060,
  xep0085,
  xep0115,
  xep0184,
  xep0198,
  xep0199,
  xep0203,
];
